import base64
import hmac
import json


def load_session(cookie):
    key, payload, signature = cookie.split(".")
    expected = hmac.new(key.encode(), payload.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return json.loads(base64.b64decode(payload))
