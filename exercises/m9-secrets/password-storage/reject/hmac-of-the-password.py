import hmac
import os

PEPPER = os.environ["PEPPER"].encode()


def hash_password(password):
    return hmac.new(PEPPER, password.encode(), "sha256").hexdigest()


def verify_password(password, stored):
    return hmac.compare_digest(hash_password(password), stored)
