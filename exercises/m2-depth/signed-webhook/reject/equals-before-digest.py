import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if header == "sha256=" + mac:
        return json.loads(body)
    if not hmac.compare_digest("sha256=" + mac, header):
        raise PermissionError("the signature does not fit")
    return json.loads(body)
