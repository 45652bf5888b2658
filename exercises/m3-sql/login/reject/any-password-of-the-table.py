def login(conn, u, p):
    return conn.execute("SELECT * FROM users WHERE name=? AND ? IN (SELECT pw FROM users)", (u, p)).fetchone()
