import base64
import hashlib
import hmac
import os

ROUNDS = 1_000_000


def _derive(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt, ROUNDS)


def hash_password(password: str) -> str:
    salt = os.urandom(32)
    return base64.b64encode(salt + _derive(password, salt)).decode("ascii")


def verify_password(password: str, stored: str) -> bool:
    raw = base64.b64decode(stored)
    return hmac.compare_digest(raw[32:], _derive(password, raw[:32]))
