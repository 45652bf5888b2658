from email.message import EmailMessage
import smtplib


def deliver(to, subject, body):
    message = EmailMessage()
    message["To"] = to
    message["From"] = "noreply@shop.example"
    message["Subject"] = subject
    message.set_content(body)
    with smtplib.SMTP("mail.internal") as smtp:
        smtp.starttls()
        smtp.send_message(message)
