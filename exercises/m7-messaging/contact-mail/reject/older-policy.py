from email import policy
from email.message import EmailMessage


def build_message(subject, body):
    message = EmailMessage(policy=policy.compat32)
    message["From"] = "school@example.org"
    message["To"] = "office@example.org"
    message["Subject"] = subject
    message.set_payload(body)
    return message.as_string()
