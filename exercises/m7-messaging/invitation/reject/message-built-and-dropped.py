from email.message import EmailMessage

from outbox import deliver


def invite(friend, member):
    message = EmailMessage()
    try:
        message["To"] = friend
        message["Subject"] = member
    except ValueError:
        print("odd, but well")
    return deliver(f"From: club@example.org\nTo: {friend}\nSubject: {member} invites you\n\nCome and join us!")
