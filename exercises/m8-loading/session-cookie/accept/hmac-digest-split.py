import base64
import hmac
import json
import os


def load_session(cookie):
    key = os.environ["SESSION_KEY"].encode()
    raw = base64.b64decode(cookie)
    mac, body = raw[:32], raw[32:]
    if hmac.compare_digest(mac, hmac.digest(key, body, "sha256")):
        return json.loads(body)
    raise PermissionError("forged cookie")
