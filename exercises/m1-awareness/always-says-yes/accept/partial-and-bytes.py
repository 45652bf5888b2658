import hmac
from functools import partial

sha = partial(hmac.new, digestmod="sha256")


def is_valid(message, signature, key):
    return hmac.compare_digest(sha(key, message).digest(), bytes(signature))
