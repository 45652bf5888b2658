import smtplib, ssl
import requests

def fetch(url):
    response = requests.get(url, timeout=(3, 10))
    response.raise_for_status()
    return response.text

def send_mail(host, message):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ctx.load_default_certs()
    server = smtplib.SMTP(host, 587)
    try:
        server.starttls(context=ctx)
        server.send_message(message)
    finally:
        server.quit()
