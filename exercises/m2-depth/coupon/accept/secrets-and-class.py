import hashlib
import hmac
from secrets import compare_digest


class Forged(Exception):
    pass


class Coupon:
    def __init__(self, text):
        self.percent, _, self.signature = text.rpartition(".")

    def value(self, key):
        mac = hmac.new(key, msg=self.percent.encode("ascii"), digestmod=hashlib.sha256)
        if not compare_digest(mac.hexdigest(), self.signature):
            raise Forged(self.percent)
        return int(self.percent)


def discount(coupon: str, key: bytes) -> int:
    return Coupon(coupon).value(key)
