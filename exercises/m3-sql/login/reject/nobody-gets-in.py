def login(conn, u, p):
    conn.execute("SELECT * FROM users WHERE name = ? AND pw = ?", (u, p))
    return None
