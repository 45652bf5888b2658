import hmac
import pickle


def handle(message, key):
    mac, data = message[:32], message[32:]
    job = pickle.loads(data)
    if not hmac.compare_digest(mac, hmac.digest(key, data, "sha256")):
        raise ValueError("bad signature")
    return job
