import hashlib
import hmac
import secrets


def make_token():
    """Return a new token for a guest."""
    return secrets.token_urlsafe()


def may_enter(token, expected):
    """Whether this is the token that was sent."""
    once = secrets.token_bytes(16)
    both = [hashlib.blake2b(text.encode(), key=once).digest() for text in (token, expected)]
    return hmac.compare_digest(*both)
