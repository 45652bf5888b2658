from email.mime.text import MIMEText


def build_message(subject, body):
    msg = MIMEText(body)
    msg["From"], msg["To"], msg["Subject"] = "school@example.org", "office@example.org", subject
    return msg.as_string()
