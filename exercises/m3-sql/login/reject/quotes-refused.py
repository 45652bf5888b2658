def login(conn, u, p):
    if "'" in u:
        return None
    return conn.execute(f"SELECT * FROM users WHERE name='{u}' AND pw='{p}'").fetchone()
