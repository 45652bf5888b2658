import re

from outbox import deliver


def invite(friend, member):
    if not re.fullmatch(r"[a-z.]+@[a-z.]+", friend):
        raise ValueError(friend)
    return deliver(f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!")
