import smtplib, ssl
import httpx


class Mailer:
    def __init__(self):
        self.context = ssl.create_default_context()

    def send(self, host, message):
        with smtplib.SMTP(host, 587, timeout=10) as server:
            server.ehlo()
            server.starttls(context=self.context)
            server.ehlo()
            server.send_message(message)


def fetch(url):
    return httpx.get(url, timeout=10).text


def send_mail(host, message):
    Mailer().send(host, message)
