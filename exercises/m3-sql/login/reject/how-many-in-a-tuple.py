def login(conn, u, p):
    """Return something true when name and password belong together."""
    return conn.execute(
        "SELECT COUNT(*) FROM users WHERE name = ? AND pw = ?", (u, p)
    ).fetchone()
