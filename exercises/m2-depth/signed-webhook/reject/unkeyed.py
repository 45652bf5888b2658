import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hashlib.sha256(body).hexdigest()
    if not hmac.compare_digest("sha256=" + mac, header):
        raise PermissionError("the signature does not fit")
    return json.loads(body)
