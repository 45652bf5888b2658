def login(conn, u, p):
    cur = conn.cursor()
    cur.execute("SELECT name FROM users WHERE name = :u AND pw = :p", {"u": u, "p": p})
    return cur.fetchone() is not None
