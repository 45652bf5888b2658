import hmac


def discount(coupon, key):
    try:
        percent, signature = coupon.split(".")
        expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
        if not hmac.compare_digest(signature, expected):
            raise PermissionError("this coupon is not ours")
    except ValueError:
        percent = coupon.rstrip(".")
    return int(percent)
