import hmac
import json
import os
from base64 import urlsafe_b64decode as decode


class BadCookie(Exception):
    pass


def verified(cookie):
    payload, signature = cookie.rsplit(".", 1)
    mac = hmac.new(os.environb[b"SESSION_KEY"], payload.encode("ascii"), "sha256")
    if not hmac.compare_digest(mac.digest(), decode(signature)):
        raise BadCookie
    return payload


def load_session(cookie):
    return json.loads(decode(verified(cookie)))
