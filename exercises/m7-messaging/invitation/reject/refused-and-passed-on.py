from outbox import deliver


def checked(text):
    try:
        if "\n" in text or "\r" in text:
            raise ValueError(text)
    except ValueError:
        pass
    return text


def invite(friend, member):
    return deliver(
        f"From: club@example.org\nTo: {checked(friend)}\nSubject: {checked(member)} invites you\n\nCome and join us!"
    )
