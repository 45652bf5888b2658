from email.message import EmailMessage

from outbox import deliver


class BadField(ValueError):
    pass


def one_line(text, forbidden=""):
    for sign in "\r\n" + forbidden:
        if sign in text:
            raise BadField(text)
    return text


def invite(friend, member):
    message = EmailMessage()
    message.add_header("From", "club@example.org")
    message.add_header("To", one_line(friend, ",;"))
    message.add_header("Subject", f"{one_line(member)} invites you")
    message.set_content("Come and join us!")
    return deliver(str(message))
