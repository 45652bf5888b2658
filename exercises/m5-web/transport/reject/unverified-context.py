import smtplib, ssl
import requests

def fetch(url):
    return requests.get(url, timeout=10).text

def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl._create_unverified_context())
        server.send_message(message)
