import hmac
import secrets


def make_token():
    """Return a new token for a guest."""
    return secrets.token_urlsafe(24)


def may_enter(token, expected):
    """Whether this is the token that was sent."""
    return hmac.compare_digest("".join(sorted(token)), "".join(sorted(expected)))
