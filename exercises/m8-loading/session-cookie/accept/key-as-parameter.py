import hashlib
import hmac
import json


def load_session(cookie, key=None):
    if key is None:
        with open("/run/secrets/session_key", "rb") as file:
            key = file.read()
    body, tag = cookie.encode().split(b"|")
    if not hmac.compare_digest(hmac.new(key, body, hashlib.sha512).hexdigest().encode(), tag):
        raise ValueError("bad signature")
    return json.loads(body)
