import bcrypt


def login(conn, u, p):
    row = conn.execute("SELECT pw FROM users WHERE name = ?", (u,)).fetchone()
    return row is not None and bcrypt.checkpw(p.encode(), row[0].encode())
