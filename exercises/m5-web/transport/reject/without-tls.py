import smtplib
import requests

def fetch(url):
    return requests.get(url, timeout=10).text

def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.send_message(message)
