def find_user(conn, name):
    rows = conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
    if not rows:
        rows = conn.execute(f"SELECT id, name FROM students WHERE name LIKE '{name}'").fetchall()
    return rows
