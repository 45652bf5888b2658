import html

from outbox import deliver


def invite(friend, member):
    friend, member = html.escape(friend), html.escape(member)
    return deliver(f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!")
