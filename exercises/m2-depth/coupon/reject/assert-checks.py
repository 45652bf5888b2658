import hmac


def discount(coupon, key):
    percent, _, signature = coupon.partition(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    assert hmac.compare_digest(signature, expected)
    return int(percent)
