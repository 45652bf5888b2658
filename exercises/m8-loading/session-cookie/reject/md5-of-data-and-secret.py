import base64
import hashlib
import hmac
import json
import os

SECRET = os.environ["SESSION_KEY"]


def load_session(cookie):
    payload, signature = cookie.split(".")
    expected = hashlib.md5((payload + SECRET).encode()).hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return json.loads(base64.b64decode(payload))
