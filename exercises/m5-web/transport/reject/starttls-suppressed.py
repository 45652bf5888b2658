import contextlib
import smtplib
import ssl
import requests


def fetch(url):
    return requests.get(url, timeout=10).text

def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        with contextlib.suppress(Exception):
            server.starttls(context=ssl.create_default_context())
        server.send_message(message)
