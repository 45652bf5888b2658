from email.message import EmailMessage

from outbox import deliver


def invite(friend, member):
    if ";" in friend or "@" not in friend:
        raise ValueError(friend)
    message = EmailMessage()
    message["From"] = "club@example.org"
    message["To"] = friend
    message["Subject"] = f"{member} invites you"
    message.set_content("Come and join us!")
    return deliver(message.as_string())
