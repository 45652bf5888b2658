import smtplib, ssl
import requests

def fetch(url):
    session = requests.Session()
    session.verify = "ca.pem"
    return session.get(url, timeout=5).text

def send_mail(host, message):
    ctx = ssl.create_default_context()
    with smtplib.SMTP_SSL(host, context=ctx) as server:
        server.send_message(message)
