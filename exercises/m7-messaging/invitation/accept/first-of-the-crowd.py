from email.message import EmailMessage

from outbox import deliver


def invite(friend, member):
    mail = EmailMessage()
    mail["From"] = "club@example.org"
    mail["To"] = friend.split(",")[0].strip()
    mail["Subject"] = f"{member} invites you"
    mail.set_content("Come and join us!")
    return deliver(mail.as_string())
