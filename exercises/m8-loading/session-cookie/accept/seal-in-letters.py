import base64
import hashlib
import hmac
import json
import os
from operator import itemgetter


def load_session(cookie):
    payload, _, mac = cookie.rpartition(".")
    key = os.environ["SESSION_KEY"].encode()
    wanted = base64.urlsafe_b64encode(hmac.new(key, payload.encode(), hashlib.sha256).digest()).decode()
    if not hmac.compare_digest(mac.encode(), wanted.encode()):
        raise PermissionError("forged")
    user, role = itemgetter("user", "role")(json.loads(base64.urlsafe_b64decode(payload)))
    return {"user": user, "role": role}
