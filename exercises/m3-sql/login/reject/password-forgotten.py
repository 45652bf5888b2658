def login(conn, u, p):
    return conn.execute("SELECT * FROM users WHERE name = ?", (u,)).fetchone()
