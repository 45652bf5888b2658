import hmac
from collections import namedtuple

Parts = namedtuple("Parts", "percent signature")


def _split(coupon):
    parts = coupon.split(".")
    if len(parts) != 2 or not parts[1]:
        raise ValueError("this is no coupon")
    return Parts._make(parts)


def _sign(percent, key):
    return hmac.new(key, msg=percent.encode(), digestmod="sha256").hexdigest()


def discount(coupon, key):
    """Return how many percent this coupon takes off."""
    parts = _split(coupon)
    genuine = hmac.compare_digest(_sign(parts.percent, key).encode(), parts.signature.encode())
    return int(parts.percent) if genuine else _reject()


def _reject():
    raise ValueError("this coupon is not ours")
