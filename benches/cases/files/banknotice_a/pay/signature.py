import hashlib
import hmac
import os

KEY = os.environ["BANK_KEY"].encode()


def fits(body: bytes, given: str) -> bool:
    wanted = hmac.new(KEY, body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, given)
