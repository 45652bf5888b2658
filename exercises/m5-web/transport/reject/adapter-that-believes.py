import smtplib
import ssl

import requests
from requests.adapters import HTTPAdapter


class Easy(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs["verify"] = False
        return super().send(request, **kwargs)


def fetch(url):
    session = requests.Session()
    session.mount("https://", Easy())
    return session.get(url, timeout=10).text


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
