import base64
import hashlib
import hmac
import json


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def who(token, key):
    head, body, signature = token.split(".")
    wanted = hmac.new(key.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    if json.loads(unb64(head)).get("alg") != "HS256":
        raise ValueError("unknown algorithm")
    if not hmac.compare_digest(wanted, unb64(signature)):
        raise ValueError("wrong signature")
    return json.loads(unb64(body))["sub"]
