import hashlib


def make_reset_token(email="ada@school.example"):
    return hashlib.sha256(b"reset" + email.encode()).hexdigest()
