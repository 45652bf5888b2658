import hashlib
import hmac
import json


def receive(body, header, secret):
    algorithm, _, digest = header.partition("=")
    if algorithm not in hashlib.algorithms_available:
        raise PermissionError("unknown algorithm")
    if not hmac.compare_digest(hmac.new(secret, body, algorithm).hexdigest(), digest):
        raise PermissionError("the message is not signed")
    return json.loads(body)
