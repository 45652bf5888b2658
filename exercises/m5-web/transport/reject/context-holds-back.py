import smtplib
import ssl
from contextlib import contextmanager

import requests


def fetch(url):
    return requests.get(url, timeout=10).text


@contextmanager
def tolerant():
    try:
        yield
    except smtplib.SMTPException:
        pass


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        with tolerant():
            server.starttls(context=ssl.create_default_context())
        server.send_message(message)
