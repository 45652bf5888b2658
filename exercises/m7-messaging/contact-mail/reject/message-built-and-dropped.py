from email.message import EmailMessage


def build_message(subject, body):
    message = EmailMessage()
    try:
        message["Subject"] = subject
    except ValueError:
        pass
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
