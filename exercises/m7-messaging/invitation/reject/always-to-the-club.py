from email.message import EmailMessage

from outbox import deliver


def invite(friend, member):
    message = EmailMessage()
    message["From"] = "club@example.org"
    message["To"] = "club@example.org"
    message["Subject"] = f"{member} invites you"
    message.set_content("Come and join us!")
    return deliver(message.as_string())
