import hmac
import re

COUPON = re.compile(r"(?P<percent>[0-9]{1,2})\.(?P<sig>[0-9a-f]{64})")


def discount(coupon, key):
    if (found := COUPON.fullmatch(coupon)) is None:
        raise ValueError("this is no coupon")
    expected = hmac.digest(key, found["percent"].encode("ascii"), "sha256")
    if hmac.compare_digest(bytes.fromhex(found["sig"]), expected):
        return int(found["percent"])
    raise ValueError("this coupon is not ours")
