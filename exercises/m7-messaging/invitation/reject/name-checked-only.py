from outbox import deliver


def invite(friend, member):
    if "\n" in member or "\r" in member or "," in friend:
        raise ValueError(member)
    return deliver(f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!")
