def login(conn, u, p):
    if len(u) > 20 or len(p) > 20:
        return None
    return conn.execute("SELECT * FROM users WHERE name='%s' AND pw='%s'" % (u, p)).fetchone()
