def find_user(conn, name):
    rows = conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
    if rows:
        return rows
    return conn.execute("SELECT id, name FROM students").fetchall()
