def login(conn, u, p):
    """Return something true when name and password belong together."""
    return conn.execute("SELECT 1 FROM users WHERE name GLOB ? AND pw GLOB ?", (u, p)).fetchone()
