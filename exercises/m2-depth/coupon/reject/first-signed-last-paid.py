import hmac


def discount(coupon, key):
    parts = coupon.split(".")
    expected = hmac.new(key, parts[0].encode(), "sha256").hexdigest()
    if hmac.compare_digest(expected, parts[-1]):
        return int(parts[-2])
    raise ValueError("this coupon is not ours")
