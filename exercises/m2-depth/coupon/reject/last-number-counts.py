import hmac


def discount(coupon, key):
    parts = coupon.split(".")
    expected = hmac.new(key, parts[0].encode(), "sha256").hexdigest()
    if len(parts) < 2 or not hmac.compare_digest(expected.encode(), parts[1].encode()):
        raise ValueError("this coupon is not ours")
    numbers = [part for part in parts if len(part) < 4]
    return int(numbers[-1])
