from email.header import Header
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import formataddr


def strict(subject):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", subject
    message.set_content("hello")
    return message.as_string()


def smtp(subject):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message.set_content("hello")
    return message.as_bytes()


def older(subject):
    message = MIMEText("hello")
    message["Subject"] = subject
    return str(message)


def plain(subject):
    message = Message()
    message["Subject"] = subject
    message.set_payload("hello")
    return message.as_string()


def header(subject):
    return f"Subject: {Header(subject)}"


def twice():
    message = EmailMessage()
    message["Subject"] = "a"
    message["Subject"] = "b"


def changed():
    message = EmailMessage()
    message["To"] = "a@example.org"
    del message["to"]
    message.add_header("X-Kind", "note")
    message.replace_header("x-kind", "letter")
    return message["X-Kind"], message["To"], "x-kind" in message, "To" in message, message.keys()


def parts():
    message = MIMEMultipart()
    message["Subject"] = "a"
    message.attach(MIMEText("hello"))
    return message.is_multipart(), len(message.get_payload()), message["Subject"]


def address(name):
    return formataddr((name, "a@example.org"))


#> strict('Trip') gives 'From: a@example.org\nSubject: Trip\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 7bit\nMIME-Version: 1.0\n\nhello\n'
#> strict('a\nBcc: x') gives raises ValueError
#> strict('a\rb') gives raises ValueError
#> strict('a\u2028b') gives raises ValueError
#> smtp('Trip') gives b'Subject: Trip\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 7bit\r\nMIME-Version: 1.0\r\n\r\nhello\r\n'
#> smtp('a\nb') gives raises ValueError
#> older('Trip') gives 'Content-Type: text/plain; charset="us-ascii"\nMIME-Version: 1.0\nContent-Transfer-Encoding: 7bit\nSubject: Trip\n\nhello'
#> older('a\nBcc: x') gives raises HeaderParseError
#> older('a\rBcc: x') gives raises HeaderParseError
#> older('a\n\nbody') gives 'Content-Type: text/plain; charset="us-ascii"\nMIME-Version: 1.0\nContent-Transfer-Encoding: 7bit\nSubject: a\nbody\n\nhello'
#> older('a\n b: c') gives 'Content-Type: text/plain; charset="us-ascii"\nMIME-Version: 1.0\nContent-Transfer-Encoding: 7bit\nSubject: a\n b: c\n\nhello'
#> plain('Trip') gives 'Subject: Trip\n\nhello'
#> plain('a\nBcc: x') gives raises HeaderParseError
#> header('a\nBcc: x') gives 'Subject: a\nBcc: x'
#> twice() gives raises ValueError
#> changed() gives ('letter', None, True, False, ['X-Kind'])
#> parts() gives (True, 1, 'a')
#> address('Ada') gives 'Ada <a@example.org>'
#> address('') gives 'a@example.org'
