import hashlib
import hmac
import secrets


def hash_password(password):
    salt = secrets.token_hex(16)
    digest = hashlib.new("sha3_256")
    digest.update(salt.encode())
    digest.update(password.encode())
    return salt + digest.hexdigest()


def verify_password(password, stored):
    digest = hashlib.new("sha3_256")
    digest.update(stored[:32].encode())
    digest.update(password.encode())
    return hmac.compare_digest(digest.hexdigest(), stored[32:])
