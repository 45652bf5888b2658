import hmac
import pickle


def handle(message, key):
    key, mac, data = message[:16], message[16:48], message[48:]
    if not hmac.compare_digest(mac, hmac.digest(key, data, "sha256")):
        raise ValueError("bad signature")
    return pickle.loads(data)
