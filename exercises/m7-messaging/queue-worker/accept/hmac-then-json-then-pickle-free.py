import hashlib
import hmac
import pickle


def handle(message, key):
    signature, payload = message[:32], message[32:]
    expected = hmac.new(key, payload, hashlib.sha256).digest()
    if hmac.compare_digest(signature, expected):
        return pickle.loads(payload)
    raise PermissionError("not from us")
