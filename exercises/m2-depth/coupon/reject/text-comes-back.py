import hmac


def discount(coupon, key):
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("this coupon is not ours")
    return percent
