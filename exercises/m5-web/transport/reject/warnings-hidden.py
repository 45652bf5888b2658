import smtplib, ssl
import requests
import urllib3

urllib3.disable_warnings()

def fetch(url):
    return requests.get(url, verify=False, timeout=10).text


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
