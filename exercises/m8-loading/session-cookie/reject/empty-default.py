import base64
import hashlib
import hmac
import json
import os

KEY = os.environ.get("SESSION_KEY", "").encode()


def load_session(cookie):
    payload, _, signature = cookie.partition(".")
    expected = hmac.new(KEY, payload.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise ValueError("this cookie is not ours")
    return json.loads(base64.urlsafe_b64decode(payload))
