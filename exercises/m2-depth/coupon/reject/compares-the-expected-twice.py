import hmac


def discount(coupon, key):
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if not signature or not hmac.compare_digest(expected, expected):
        raise ValueError("this coupon is not ours")
    return int(percent)
