import base64
import hmac
import json
import os
from hashlib import sha256

# The newest key first; older ones are still believed.
KEYS = [key.encode() for key in os.environ["SESSION_KEY"].split(",") if key]


def signed_by_us(payload: bytes, signature: bytes) -> bool:
    return any(hmac.compare_digest(hmac.new(key, payload, sha256).digest(), signature) for key in KEYS)


def load_session(cookie):
    payload, signature = (base64.urlsafe_b64decode(part) for part in cookie.split("."))
    if not signed_by_us(payload, signature):
        raise PermissionError("not ours")
    return json.loads(payload)
