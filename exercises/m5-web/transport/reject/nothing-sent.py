import requests

def fetch(url):
    return requests.get(url, timeout=10).text

def send_mail(host, message):
    return None
