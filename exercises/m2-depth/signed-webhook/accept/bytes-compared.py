import hashlib
import hmac
import json

def receive(body, header, secret):
    given = bytes.fromhex(header.removeprefix("sha256="))
    if not hmac.compare_digest(hmac.new(secret, body, hashlib.sha256).digest(), given):
        raise ValueError("bad signature")
    return json.loads(body)
