import smtplib, ssl
from urllib.request import urlopen

CONTEXT = ssl.create_default_context()

def fetch(url):
    with urlopen(url, timeout=10, context=CONTEXT) as answer:
        return answer.read().decode()

def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=CONTEXT)
        server.send_message(message)
