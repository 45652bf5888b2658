import hashlib
import hmac
import secrets


def hash_password(password):
    salt = secrets.token_bytes(16)
    return salt.hex() + ":" + hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000).hex()


def verify_password(password, stored):
    salt, want = (bytes.fromhex(x) for x in stored.split(":"))
    return hmac.compare_digest(hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000), want)
