import hashlib
import hmac


def _salt(password):
    return hashlib.sha256(password.encode()).digest()


def hash_password(password):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), _salt(password), 600_000).hex()


def verify_password(password, stored):
    return hmac.compare_digest(hash_password(password), stored)
