import smtplib, ssl

def fetch(url):
    return ""


def send_mail(host, message):
    with smtplib.SMTP(host, 587) as server:
        server.starttls(context=ssl.create_default_context())
        server.send_message(message)
