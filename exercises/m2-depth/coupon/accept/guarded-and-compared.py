import hmac


def discount(coupon, key):
    if coupon.count(".") != 1:
        raise ValueError("no coupon")
    percent, signature = coupon.split(".")
    if len(signature) != 64 or not percent.isdecimal():
        raise ValueError("no coupon")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    same = hmac.compare_digest(expected.encode(), signature.encode())
    if same:
        return int(percent)
    raise ValueError("this coupon is not ours")
