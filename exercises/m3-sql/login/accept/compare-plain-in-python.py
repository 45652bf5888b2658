import hmac


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    return row is not None and hmac.compare_digest(row[0].encode(), p.encode())
