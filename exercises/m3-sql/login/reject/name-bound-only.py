def login(conn, u, p):
    return conn.execute(f"SELECT * FROM users WHERE name=? AND pw='{p}'", (u,)).fetchone()
