import hashlib
import hmac

NOBODY = "00$" + "0" * 128


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = :name", {"name": u}).fetchone()
    salt, _, stored = (row[0] if row else NOBODY).partition("$")
    digest = hashlib.scrypt(p.encode(), salt=salt.encode(), n=2**14, r=8, p=1).hex()
    return hmac.compare_digest(digest.encode(), stored.encode()) and row is not None
