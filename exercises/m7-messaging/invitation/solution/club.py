from email.message import EmailMessage

from outbox import deliver


def invite(friend, member):
    """Send an invitation to a friend of a member."""
    if "," in friend:
        raise ValueError("one friend at a time")
    message = EmailMessage()
    message["From"] = "club@example.org"
    message["To"] = friend
    message["Subject"] = f"{member} invites you"
    message.set_content("Come and join us!")
    return deliver(message.as_string())
