import hashlib
import hmac
import json

def is_signed(body, header, secret):
    try:
        scheme, digits = header.split("=", 1)
    except (AttributeError, ValueError):
        return False
    if scheme != "sha256":
        return False
    try:
        return hmac.compare_digest(hmac.new(secret, body, hashlib.sha256).hexdigest(), digits)
    except TypeError:
        return False

def receive(body, header, secret):
    if is_signed(body, header, secret):
        return json.loads(body)
    raise PermissionError("not from the payment service")
