import re
from email.message import EmailMessage

from outbox import deliver

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def invite(friend, member):
    """Send an invitation to a friend of a member."""
    if not ADDRESS.fullmatch(friend):
        raise ValueError("one address, please")
    if not member.isprintable():
        raise ValueError("this is no name")
    message = EmailMessage()
    message["From"] = "club@example.org"
    message["To"] = friend
    message["Subject"] = f"{member} invites you"
    message.set_content("Come and join us!")
    return deliver(message.as_string())
