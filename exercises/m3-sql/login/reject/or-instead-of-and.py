def login(conn, u, p):
    return conn.execute("SELECT * FROM users WHERE name = ? OR pw = ?", (u, p)).fetchone()
