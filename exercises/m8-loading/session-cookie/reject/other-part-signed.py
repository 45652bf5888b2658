import base64
import hmac
import json
import os


def load_session(cookie):
    user, payload, signature = cookie.split(".")
    expected = hmac.new(os.environ["KEY"].encode(), user.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return json.loads(base64.b64decode(payload))
