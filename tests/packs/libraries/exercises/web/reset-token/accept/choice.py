import secrets
import string

RESETS = dict()


def begin_reset(user):
    token = ""
    for _ in range(32):
        token += secrets.choice(string.ascii_letters)
    RESETS[user] = token
    return token
