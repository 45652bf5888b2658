import hashlib


def make_reset_token(email="ada@school.example"):
    return hashlib.md5(email.encode()).hexdigest()
