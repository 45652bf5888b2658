from email.message import EmailMessage
from email.utils import getaddresses

from outbox import deliver


class BadInvitation(ValueError):
    """Somebody typed something odd."""


def single_receiver(text):
    if any(c in text for c in "\r\n,;:<>()\"\\ "):
        raise BadInvitation(text)
    [(name, address)] = getaddresses([text])
    if name or address.count("@") != 1:
        raise BadInvitation(text)
    return address


def invite(friend, member):
    """Send an invitation to a friend of a member."""
    mail = EmailMessage()
    mail.add_header("From", "club@example.org")
    mail.add_header("To", single_receiver(friend))
    mail.add_header("Subject", " ".join(member.split()) + " invites you")
    mail.set_content("Come and join us!")
    return deliver(str(mail))
