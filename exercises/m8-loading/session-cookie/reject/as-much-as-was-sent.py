import base64
import hmac
import json
import os


def load_session(cookie):
    payload, _, seal = cookie.rpartition(".")
    wanted = hmac.new(os.environ["SESSION_KEY"].encode(), payload.encode(), "sha256").hexdigest()[: len(seal)]
    if not hmac.compare_digest(seal, wanted):
        raise PermissionError("not our cookie")
    return json.loads(base64.urlsafe_b64decode(payload))
