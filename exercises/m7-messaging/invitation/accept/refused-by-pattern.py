import re

from outbox import deliver as send

ADDRESS = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+")
NAME = re.compile(r"[^\r\n]{1,80}")


def invite(friend, member):
    if not ADDRESS.fullmatch(friend) or not NAME.fullmatch(member):
        raise ValueError("an odd address or name")
    lines = [
        "From: club@example.org",
        f"To: {friend}",
        f"Subject: {member} invites you",
        "",
        "Come and join us!",
    ]
    return send("\r\n".join(lines))
