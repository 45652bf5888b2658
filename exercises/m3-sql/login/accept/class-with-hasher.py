import hashlib
import hmac


class Hasher:
    def __init__(self, rounds=600_000):
        self.rounds = rounds

    def verify(self, stored, password):
        salt, digest = stored.split(":")
        made = hashlib.pbkdf2_hmac("sha256", password.encode(), bytes.fromhex(salt), self.rounds)
        return hmac.compare_digest(made.hex(), digest)


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    return bool(row) and Hasher().verify(row[0], p)
