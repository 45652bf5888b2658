from dataclasses import dataclass
from email.message import EmailMessage


@dataclass
class Mail:
    subject: str
    body: str
    sender: str = "school@example.org"
    to: str = "office@example.org"

    def build(self) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = self.to
        message["Subject"] = self.subject
        message.set_content(self.body)
        return message


def build_message(subject, body):
    return Mail(subject, body).build().as_string()
