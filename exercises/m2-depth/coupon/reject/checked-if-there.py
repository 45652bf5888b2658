import hmac


def discount(coupon, key):
    percent, dot, signature = coupon.partition(".")
    if dot:
        expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
        if not hmac.compare_digest(signature, expected):
            raise ValueError("this coupon is not ours")
    return int(percent)
