def login(conn, u, p):
    """Return something true when name and password belong together."""
    query = "SELECT name FROM users WHERE name LIKE ? AND pw LIKE ?"
    return conn.execute(query, (u, p)).fetchone()
