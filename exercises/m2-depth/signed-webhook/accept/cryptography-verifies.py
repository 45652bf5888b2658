import json
from cryptography.hazmat.primitives import hashes, hmac


def receive(body, header, secret):
    algorithm, digits = header.split("=", 1)
    if algorithm != "sha256":
        raise ValueError("unknown algorithm")
    h = hmac.HMAC(secret, hashes.SHA256())
    h.update(body)
    h.verify(bytes.fromhex(digits))
    return json.loads(body.decode("utf-8"))
