import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if not header.startswith("sha256=" + mac[:8]):
        raise PermissionError("the signature does not fit")
    return json.loads(body)
