def login(conn, u, p):
    known = conn.execute("SELECT name FROM users WHERE name = ?", (u,)).fetchone()
    if known is None:
        return None
    return conn.execute(f"SELECT * FROM users WHERE name='{u}' AND pw='{p}'").fetchone()
