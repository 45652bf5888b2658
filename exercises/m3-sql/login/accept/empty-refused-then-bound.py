def login(conn, u, p):
    if not u or not p:
        return False
    query = (
        "SELECT 1 FROM users "
        "WHERE name = ? "
        "AND pw = ?"
    )
    return bool(conn.execute(query, (u, p)).fetchall())
