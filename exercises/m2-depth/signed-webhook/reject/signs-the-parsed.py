import hashlib
import hmac
import json


def receive(body, header, secret):
    text = json.dumps(json.loads(body)).encode()
    mac = hmac.new(secret, text, hashlib.sha256).hexdigest()
    if not hmac.compare_digest("sha256=" + mac, header):
        raise PermissionError("the signature does not fit")
    return json.loads(body)
