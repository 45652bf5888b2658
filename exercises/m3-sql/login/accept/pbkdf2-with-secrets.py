import hashlib
from secrets import compare_digest as same


def hashed(password: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), bytes.fromhex(salt), 600_000).hex()


def login(conn, u, p):
    for stored, in conn.execute("SELECT pw FROM users WHERE name = ?", [u]):
        salt, separator, digest = stored.partition(":")
        if separator and same(digest, hashed(p, salt)):
            return True
    return False
