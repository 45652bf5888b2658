import hmac
def _mac(key, message):
    return hmac.digest(key, message, 'sha256')
def is_valid(message, signature, key):
    if isinstance(signature, str):
        try:
            signature = bytes.fromhex(signature)
        except ValueError:
            return False
    if not isinstance(message, (bytes, bytearray)) or not signature:
        return False
    return hmac.compare_digest(_mac(key, message), signature)
