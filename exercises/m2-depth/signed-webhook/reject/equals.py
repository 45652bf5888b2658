import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if "sha256=" + mac != header:
        raise PermissionError("the signature does not fit")
    return json.loads(body)
