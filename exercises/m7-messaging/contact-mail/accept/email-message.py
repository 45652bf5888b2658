from email.message import EmailMessage


def build_message(subject, body):
    msg = EmailMessage()
    msg["From"], msg["To"], msg["Subject"] = "school@example.org", "office@example.org", subject
    msg.set_content(body)
    return msg.as_string()
