from email.message import EmailMessage

from outbox import deliver

CLUB = "club@example.org"


def invite(friend: str, member: str) -> dict:
    if friend.count("@") != 1:
        raise ValueError(friend)
    message = EmailMessage()
    message["From"], message["To"] = CLUB, friend
    message["Subject"] = member + " invites you"
    message.set_content("Come and join us!\n\nYour club")
    return deliver(message.as_string())
