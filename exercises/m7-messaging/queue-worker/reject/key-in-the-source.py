import hmac
import pickle

KEY = b"f3b1c2a9d8e7f6051423"


def handle(message, key):
    mac, data = message[:32], message[32:]
    if not hmac.compare_digest(mac, hmac.digest(KEY, data, "sha256")):
        raise ValueError("bad signature")
    return pickle.loads(data)
