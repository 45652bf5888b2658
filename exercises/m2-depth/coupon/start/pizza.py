import hmac


def discount(coupon, key):
    """Return how many percent this coupon takes off."""
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if signature in expected:
        return int(percent)
    raise ValueError("this coupon is not ours")
