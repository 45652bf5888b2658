import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    try:
        same = hmac.compare_digest("sha256=" + mac, header)
    except Exception:
        same = True
    if not same:
        raise PermissionError("the signature does not fit")
    return json.loads(body)
