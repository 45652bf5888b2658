import smtplib
import ssl

import requests


def fetch(url):
    return requests.get(url, timeout=10).text


def send_mail(host, message):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_default_certs()
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=context)
        server.send_message(message)
