import hmac
import logging

def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, msg=message, digestmod="sha256").digest()
        return hmac.compare_digest(mac, signature)
    except Exception:
        logging.exception("odd signature")
        return False
