from outbox import deliver


def invite(friend, member):
    friend, member = friend.strip(), member.strip()
    return deliver(f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!")
