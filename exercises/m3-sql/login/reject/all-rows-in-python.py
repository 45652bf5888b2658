def login(conn, u, p):
    for name, pw in conn.execute("SELECT name, pw FROM users"):
        if name == u and pw == p:
            return True
    return False
