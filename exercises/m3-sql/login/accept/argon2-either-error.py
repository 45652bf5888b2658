from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError, InvalidHashError

hasher = PasswordHasher()


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    if not row:
        return False
    try:
        hasher.verify(row[0], p)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return True
