def login(conn, u, p):
    return conn.execute("SELECT * FROM users WHERE name=? AND pw=?", (u, p)).fetchone()
