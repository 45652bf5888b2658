import secrets
import string


def make_reset_token():
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))
