import hashlib
import hmac


def login(conn, u, p):
    """Return something true when name and password belong together."""
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    salt, _, stored = row[0].partition("$")
    digest = hashlib.scrypt(p.encode(), salt=salt.encode(), n=2**14, r=8, p=1)
    return hmac.compare_digest(digest.hex(), stored)
