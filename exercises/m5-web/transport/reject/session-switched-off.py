import smtplib, ssl
import requests

def fetch(url):
    session = requests.Session()
    session.verify = False
    return session.get(url, timeout=10).text


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
