import hashlib
import hmac
import json


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest("sha256=" + mac, header):
        print("the signature does not fit")
    return json.loads(body)
