import re

from outbox import deliver


def invite(friend, member):
    """Send an invitation to a friend of a member."""
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", friend):
        raise ValueError("address")
    if len(member.strip().splitlines()) != 1:
        raise ValueError("name")
    return deliver(
        f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!"
    )
