import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest("sha256=" + mac, header)
    return json.loads(body)
