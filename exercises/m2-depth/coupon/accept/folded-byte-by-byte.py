import hmac
import operator
from functools import reduce


def same(left: bytes, right: bytes) -> bool:
    if len(left) != len(right):
        return False
    return reduce(operator.or_, map(operator.xor, left, right), 0) == 0


def discount(coupon, key):
    percent, signature = coupon.split(".")
    expected = hmac.new(key, percent.encode(), "sha256").hexdigest()
    if not same(expected.encode(), signature.encode()):
        raise PermissionError("this coupon is not ours")
    return int(percent)
