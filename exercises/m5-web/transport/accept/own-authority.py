import smtplib, ssl
import requests

def fetch(url):
    return requests.get(url, verify="/etc/ssl/private-ca.pem", timeout=10).text

def send_mail(host, message):
    context = ssl.create_default_context(cafile="/etc/ssl/private-ca.pem")
    server = smtplib.SMTP(host, 587)
    server.starttls(context=context)
    server.send_message(message)
    server.quit()
