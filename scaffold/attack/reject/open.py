def may_open(conn, name, code):
    return conn.execute("SELECT 1 FROM box WHERE name = ?", (name,)).fetchone() is not None
