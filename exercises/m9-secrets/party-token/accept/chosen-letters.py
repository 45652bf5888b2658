import secrets
import string

LETTERS = string.ascii_letters + string.digits


def make_token():
    return "".join(secrets.choice(LETTERS) for _ in range(32))


def may_enter(token, expected):
    given, wanted = (text.encode() for text in (token, expected))
    return secrets.compare_digest(given, wanted)
