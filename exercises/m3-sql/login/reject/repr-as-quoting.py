def login(conn, u, p):
    return conn.execute("SELECT * FROM users WHERE name=%r AND pw=%r" % (u, p)).fetchone()
