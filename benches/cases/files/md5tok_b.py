import hashlib
import hmac
import os
import time

KEY = os.environ["LINK_KEY"].encode()


def sign(path, ttl=300):
    expires = int(time.time()) + ttl
    message = f"{path}:{expires}".encode()
    mac = hmac.new(KEY, message, hashlib.sha256).hexdigest()
    return f"{path}?e={expires}&s={mac}"
