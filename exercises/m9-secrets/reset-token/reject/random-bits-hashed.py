import hashlib
import random


def make_reset_token():
    return hashlib.sha256(str(random.random()).encode()).hexdigest()
