from email.message import EmailMessage

FIXED = {"From": "school@example.org", "To": "office@example.org"}


def build_message(subject, body):
    message = EmailMessage()
    for name, value in {**FIXED, "Subject": subject}.items():
        message[name] = value
    message.set_content(body)
    return str(message)
