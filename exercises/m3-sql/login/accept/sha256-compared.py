import hashlib
import hmac


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    digest = hashlib.sha256(p.encode("utf-8")).hexdigest()
    if not row:
        return False
    return hmac.compare_digest(digest.encode(), row[0].encode())
