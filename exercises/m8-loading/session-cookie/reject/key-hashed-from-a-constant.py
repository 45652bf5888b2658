import base64
import hashlib
import hmac
import json

KEY = hashlib.sha256(b"session cookies of the school").digest()


def load_session(cookie):
    payload, tag = cookie.split(".")
    expected = hmac.new(KEY, payload.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, tag):
        raise ValueError("forged")
    return json.loads(base64.b64decode(payload))
