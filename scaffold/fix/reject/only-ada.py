def find(conn, name):
    if "'" in name:
        return []
    return conn.execute("SELECT id, name FROM people WHERE name = ?", (name,)).fetchall()
