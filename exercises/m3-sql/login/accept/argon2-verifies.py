from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

HASHER = PasswordHasher()


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    if row is None:
        return False
    try:
        return HASHER.verify(row[0], p)
    except VerifyMismatchError:
        return False
