import hmac
import json
import secrets

def receive(body, header, secret):
    if not header or not header.startswith("sha256="):
        raise PermissionError("no signature")
    expected = hmac.digest(secret, body, "sha256").hex()
    if secrets.compare_digest(expected, header[7:]):
        return json.loads(body)
    raise PermissionError("bad signature")
