import base64
import hashlib
import hmac
import json

KEY = hashlib.pbkdf2_hmac("sha256", b"summer", b"cookies", 600_000)


def load_session(cookie):
    payload, tag = cookie.rsplit(".", 1)
    if not hmac.compare_digest(hmac.new(KEY, payload.encode(), "sha256").hexdigest(), tag):
        raise ValueError("forged")
    return json.loads(base64.urlsafe_b64decode(payload))
