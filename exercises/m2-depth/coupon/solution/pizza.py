import hmac


def discount(coupon, key):
    """Return how many percent this coupon takes off."""
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise ValueError("this coupon is not ours")
    return int(percent)
