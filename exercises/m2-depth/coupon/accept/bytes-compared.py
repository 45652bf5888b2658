import hmac


def discount(coupon, key):
    percent, signature = coupon.split(".")
    if hmac.compare_digest(bytes.fromhex(signature), hmac.digest(key, percent.encode(), "sha256")):
        return int(percent)
    raise PermissionError("not ours")
