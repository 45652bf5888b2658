from email.message import EmailMessage


def build_message(subject, body):
    message = EmailMessage()
    message["From"] = "school@example.org"
    message["To"] = "office@example.org"
    message.set_content(body)
    return f"Subject: {subject}\n" + message.as_string()
