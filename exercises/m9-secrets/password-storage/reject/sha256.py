import hashlib
import hmac


def hash_password(password):
    return hashlib.sha256(password.encode()).hexdigest()


def verify_password(password, stored):
    return hmac.compare_digest(hash_password(password), stored)
