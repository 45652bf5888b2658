def login(conn, u, p):
    u, p = u[:12], p[:12]
    return conn.execute(f"SELECT * FROM users WHERE name='{u}' AND pw='{p}'").fetchone()
