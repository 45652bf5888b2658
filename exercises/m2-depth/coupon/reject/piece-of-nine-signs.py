import hmac


def discount(coupon, key):
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if len(signature) > 8 and expected.startswith(signature):
        return int(percent)
    raise ValueError("this coupon is not ours")
