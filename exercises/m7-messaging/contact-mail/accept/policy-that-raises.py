from email.message import EmailMessage
from email.policy import SMTP

POLICY = SMTP.clone(raise_on_defect=True)


def build_message(subject, body):
    message = EmailMessage(policy=POLICY)
    message["From"] = "school@example.org"
    message["To"] = "office@example.org"
    message["Subject"] = subject
    message.set_content(body)
    return message.as_string()
