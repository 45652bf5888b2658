import hashlib
import re


def hash_password(password):
    if not re.search(r"[A-Z]", password) or not re.search(r"[0-9]", password):
        raise ValueError("one capital letter and one digit, please")
    return hashlib.md5(password.encode()).hexdigest()


def verify_password(password, stored):
    return hashlib.md5(password.encode()).hexdigest() == stored
