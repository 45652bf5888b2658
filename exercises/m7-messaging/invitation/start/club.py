from outbox import deliver


def invite(friend, member):
    """Send an invitation to a friend of a member."""
    return deliver(
        f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!"
    )
