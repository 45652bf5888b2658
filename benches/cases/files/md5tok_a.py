import hashlib
import hmac
import os
import time

KEY = os.environ["LINK_KEY"].encode()


def sign(path, ttl=300):
    expires = int(time.time()) + ttl
    message = f"{path}:{expires}".encode()
    mac = hashlib.md5(KEY + message).hexdigest()
    return f"{path}?e={expires}&s={mac}"
