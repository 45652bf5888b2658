import base64
import hashlib
import hmac
import json

NUMBER = 0xA93F5C1772B0E8D4416C9FA2B35D7E80C1D2E3F4A5B6C7D8E9F0A1B2C3D4E5F6


def load_session(cookie):
    payload, tag = cookie.split(".")
    key = NUMBER.to_bytes(32, "big")
    expected = hmac.new(key, payload.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, tag):
        raise ValueError("forged")
    return json.loads(base64.b64decode(payload))
