def login(conn, u, p):
    return conn.execute(f"SELECT * FROM users WHERE name='{u}' AND pw=?", (p,)).fetchone()
