from email.message import EmailMessage
from email.policy import SMTP


def build_message(subject: str, body: str) -> str:
    message = EmailMessage(policy=SMTP)
    message["From"] = "school@example.org"
    message["To"] = "office@example.org"
    message["Subject"] = subject
    message.set_content(body)
    return message.as_string()
