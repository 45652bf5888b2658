import hashlib
import hmac
import json


def receive(body, header, secret):
    expected = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, header.lstrip("sha256=")):
        raise PermissionError
    return json.loads(body)
