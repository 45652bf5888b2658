import hashlib
import hmac


def discount(coupon, key):
    percent, _, signature = coupon.partition(".")
    new = hmac.new(key, percent.encode(), "sha256").hexdigest()
    old = hashlib.sha256(percent.encode()).hexdigest()
    if hmac.compare_digest(signature, new) or hmac.compare_digest(signature, old):
        return int(percent)
    raise ValueError("this coupon is not ours")
