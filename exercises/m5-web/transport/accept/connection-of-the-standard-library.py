import http.client
import smtplib
import ssl
from urllib.parse import urlsplit


def fetch(url):
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(parts.netloc, timeout=10, context=ssl.create_default_context())
    connection.request("GET", parts.path or "/")
    return connection.getresponse().read().decode()


def send_mail(host, message):
    with smtplib.SMTP(host, 587, timeout=10) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
