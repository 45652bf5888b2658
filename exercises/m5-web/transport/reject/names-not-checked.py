import smtplib, ssl
import requests

def fetch(url):
    return requests.get(url, timeout=10).text

def send_mail(host, message):
    ctx = ssl.create_default_context()
    ctx.check_hostname = False
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ctx)
        server.send_message(message)
