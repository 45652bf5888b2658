import hashlib
import hmac


def _strong(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


def hash_password(password):
    return hashlib.sha256(password.encode()).hexdigest()


def verify_password(password, stored):
    return hmac.compare_digest(hash_password(password), stored)
