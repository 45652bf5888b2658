from outbox import deliver


def invite(friend, member):
    if "," in friend:
        raise ValueError(friend)
    friend, member = friend.replace("\n", ""), member.replace("\n", "")
    return deliver(f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!")
