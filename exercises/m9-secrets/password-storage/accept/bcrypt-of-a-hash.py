import base64
import hashlib

import bcrypt


def _short(password):
    return base64.b64encode(hashlib.sha256(password.encode()).digest())


def hash_password(password):
    return bcrypt.hashpw(_short(password), bcrypt.gensalt(12)).decode()


def verify_password(password, stored):
    return bcrypt.checkpw(_short(password), stored.encode())
