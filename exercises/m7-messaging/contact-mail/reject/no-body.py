from email.message import EmailMessage


def build_message(subject, body):
    message = EmailMessage()
    message["From"] = "school@example.org"
    message["To"] = "office@example.org"
    message["Subject"] = subject
    return message.as_string()
