import base64
import hmac
import json
import os

SIZE = 16


def load_session(cookie):
    raw = base64.urlsafe_b64decode(cookie)
    seal, payload = raw[:SIZE], raw[SIZE:]
    wanted = hmac.digest(os.environ["SESSION_KEY"].encode(), payload, "sha256")[:SIZE]
    if not hmac.compare_digest(seal, wanted):
        raise PermissionError("not our cookie")
    return json.loads(payload)
