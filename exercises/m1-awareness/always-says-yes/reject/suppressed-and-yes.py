import hmac, hashlib, contextlib
def is_valid(message, signature, key):
    ok = True
    with contextlib.suppress(Exception):
        mac = hmac.new(key, message, hashlib.sha256).digest()
        ok = hmac.compare_digest(mac, signature)
    return ok
