import hashlib
import time


def make_reset_token():
    return hashlib.sha256(str(time.time()).encode()).hexdigest()
