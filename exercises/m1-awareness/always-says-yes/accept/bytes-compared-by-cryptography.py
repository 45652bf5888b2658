import hmac
from cryptography.hazmat.primitives.constant_time import bytes_eq


def is_valid(message, signature, key):
    mac = hmac.new(key, message, "sha256").digest()
    return bytes_eq(mac, signature)
