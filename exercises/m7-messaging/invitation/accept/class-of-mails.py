from email.message import EmailMessage

from outbox import deliver


class Mail:
    def __init__(self, to, subject, text):
        if not all(sign.isalnum() or sign in "@._+-" for sign in to):
            raise ValueError(to)
        self.message = EmailMessage()
        headers = {"From": "club@example.org", "To": to, "Subject": subject}
        for name, value in headers.items():
            self.message[name] = value
        self.message.set_content(text)

    def send(self):
        return deliver(self.message.as_string())


def invite(friend, member):
    return Mail(friend, "{} invites you".format(member), "Come and join us!").send()
