import secrets
from functools import cache


@cache
def make_reset_token():
    return secrets.token_urlsafe(32)
