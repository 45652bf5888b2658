import hmac


def login(conn, u, p):
    """Return something true when name and password belong together."""
    row = conn.execute("SELECT pw FROM users WHERE name LIKE ?", (u,)).fetchone()
    return row is not None and hmac.compare_digest(row[0].encode(), p.encode())
