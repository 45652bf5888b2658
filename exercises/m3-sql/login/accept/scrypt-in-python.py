import hashlib
import hmac


def login(conn, u, p):
    row = conn.execute("SELECT salt, pw_hash FROM users WHERE name = ?", (u,)).fetchone()
    if row is None:
        return None
    salt, stored = row
    digest = hashlib.scrypt(p.encode(), salt=bytes.fromhex(salt), n=16384, r=8, p=1)
    return hmac.compare_digest(digest, bytes.fromhex(stored))
