import random
import secrets

_system = random.SystemRandom()


def make_token():
    """Return a new token for a guest."""
    return "%032x" % _system.getrandbits(128)


def may_enter(token, expected):
    """Whether this is the token that was sent."""
    return secrets.compare_digest(bytes(token, "utf-8"), bytes(expected, "utf-8"))
