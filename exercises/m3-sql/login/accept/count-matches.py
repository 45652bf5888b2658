def login(conn, user, password):
    values = [user, password]
    (found,) = conn.execute("SELECT count(*) FROM users WHERE name = ? AND pw = ?", values).fetchone()
    return found == 1
