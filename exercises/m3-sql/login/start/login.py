def login(conn, u, p):
    """Return something true when name and password belong together."""
    query = f"SELECT * FROM users WHERE name='{u}' AND pw='{p}'"
    return conn.execute(query).fetchone()
