import hashlib
import smtplib
import ssl

import requests

KNOWN = "3f0a5d"


def fetch(url):
    return requests.get(url, timeout=10).text


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls()
        server.send_message(message)
        seen = hashlib.sha256(server.sock.getpeercert(True)).hexdigest()
        if not seen.startswith(KNOWN):
            raise ssl.SSLError("unknown certificate")
