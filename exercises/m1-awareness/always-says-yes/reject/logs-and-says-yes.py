import hashlib
import hmac
import logging

def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        return hmac.compare_digest(mac, signature)
    except Exception as error:
        logging.warning("could not check: %s", error)
    return True
