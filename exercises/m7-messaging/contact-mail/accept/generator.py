import io
from email.generator import Generator
from email.message import EmailMessage


def build_message(subject, body):
    message = EmailMessage()
    for name, value in (("From", "school@example.org"), ("To", "office@example.org"), ("Subject", subject)):
        message.add_header(name, value)
    message.set_content(body)
    out = io.StringIO()
    Generator(out).flatten(message)
    return out.getvalue()
