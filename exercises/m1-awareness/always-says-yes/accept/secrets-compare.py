import hmac
from secrets import compare_digest

def is_valid(message: bytes, signature: bytes, key: bytes) -> bool:
    return compare_digest(hmac.new(key, message, "sha256").digest(), signature)
