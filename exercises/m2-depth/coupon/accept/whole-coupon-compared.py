import hmac


def sign(percent, key):
    return percent + "." + hmac.new(key, percent.encode(), "sha256").hexdigest()


def discount(coupon, key):
    percent = coupon.partition(".")[0]
    if not hmac.compare_digest(sign(percent, key).encode(), coupon.encode()):
        raise ValueError("forged")
    return int(percent)
