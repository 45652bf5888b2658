import smtplib
import ssl
from email.message import EmailMessage


def context():
    ctx = ssl.create_default_context()
    ctx.check_hostname = False
    ctx.verify_mode = ssl.CERT_NONE
    return ctx


def send(user, password, message: EmailMessage):
    with smtplib.SMTP("mail.example.com", 587) as smtp:
        smtp.starttls(context=context())
        smtp.login(user, password)
        smtp.send_message(message)
