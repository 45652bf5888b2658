import hashlib
import hmac
import os


def _hash(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1000 * len(password))


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + "$" + _hash(password, salt).hex()


def verify_password(password, stored):
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_hash(password, bytes.fromhex(salt)).hex(), digest)
