import hmac


def discount(coupon, key):
    percent, signature = coupon.split(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(expected[:16].encode(), signature[:16].encode()):
        raise ValueError("not ours")
    return int(percent)
