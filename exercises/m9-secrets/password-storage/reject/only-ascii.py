import hashlib
import hmac
import os
import unicodedata


def slow(password, salt):
    plain = unicodedata.normalize("NFKD", password).encode("ascii", "ignore")
    return hashlib.pbkdf2_hmac("sha256", plain, salt, 600_000).hex()


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + "$" + slow(password, salt)


def verify_password(password, stored):
    salt, digest = stored.split("$")
    return hmac.compare_digest(slow(password, bytes.fromhex(salt)), digest)
