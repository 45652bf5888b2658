import hashlib
import hmac
import os

PEPPER = os.environ["PASSWORD_PEPPER"].encode()


def _digest(password, salt):
    keyed = hmac.digest(PEPPER, password.encode(), "sha256")
    return hashlib.scrypt(keyed, salt=salt, n=2**15, r=8, p=3, maxmem=2**27)


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + ":" + _digest(password, salt).hex()


def verify_password(password, stored):
    salt, want = stored.split(":")
    return hmac.compare_digest(_digest(password, bytes.fromhex(salt)), bytes.fromhex(want))
