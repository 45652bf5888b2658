import hashlib
import hmac
import json

def receive(body, header, secret):
    scheme, _, digits = (header or "").partition("=")
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if scheme != "sha256" or not hmac.compare_digest(mac.encode(), digits.encode()):
        return None
    return json.loads(body)
