import hmac
import os


def _same(a, b):
    key = os.urandom(32)
    return hmac.digest(key, a, "sha256") == hmac.digest(key, b, "sha256")


def discount(coupon, key):
    """Return how many percent this coupon takes off."""
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if _same(expected.encode(), signature.encode()):
        return int(percent)
    raise ValueError("this coupon is not ours")
