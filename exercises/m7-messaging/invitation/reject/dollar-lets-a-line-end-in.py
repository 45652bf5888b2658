import re

from outbox import deliver


def invite(friend, member):
    """Send an invitation to a friend of a member."""
    if not re.match(r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$", friend):
        raise ValueError("that is no address")
    if not member.isprintable():
        raise ValueError("that is no name")
    return deliver(
        f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!"
    )
