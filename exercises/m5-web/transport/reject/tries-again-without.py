import smtplib
import ssl

import requests


def fetch(url):
    try:
        return requests.get(url, timeout=10).text
    except requests.exceptions.SSLError:
        return requests.get(url, verify=False, timeout=10).text


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
