import smtplib, ssl
import requests

OPTIONS = {"verify": False, "timeout": 10}

def fetch(url):
    return requests.get(url, **OPTIONS).text


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
