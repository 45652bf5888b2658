import hmac
from json import loads


class NotSigned(Exception):
    pass


def receive(body, header, secret):
    match (header or "").partition("="):
        case ("sha256", "=", digits):
            ours = hmac.digest(secret, body, "sha256").hex().encode()
            if hmac.compare_digest(ours, digits.encode("utf-8", "replace")):
                return loads(body)
    raise NotSigned
