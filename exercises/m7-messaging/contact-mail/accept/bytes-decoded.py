from email.message import EmailMessage


def build_message(subject, body):
    mail = EmailMessage()
    mail.add_header("From", "school@example.org")
    mail.add_header("To", "office@example.org")
    mail.add_header("Subject", subject)
    mail.set_content(body)
    return mail.as_bytes().decode()
