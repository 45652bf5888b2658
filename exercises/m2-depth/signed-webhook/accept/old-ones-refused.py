import hashlib
import hmac
import json
import time

MOST = 300


def receive(body, header, secret):
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(f"sha256={mac}", header or ""):
        raise PermissionError("wrong signature")
    message = json.loads(body)
    sent = message.get("sent_at")
    if sent is not None and abs(time.time() - sent) > MOST:
        raise PermissionError("this message is old")
    return message
