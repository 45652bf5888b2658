import hmac


def discount(coupon, key):
    percent, _, signature = coupon.partition(".")
    known = [hmac.new(key, str(n).encode(), "sha256").hexdigest() for n in (10, 25)]
    if not any(hmac.compare_digest(signature, one) for one in known):
        raise ValueError("this coupon is not ours")
    return int(percent)
