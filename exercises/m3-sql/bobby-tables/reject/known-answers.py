def find_user(conn, name):
    conn.execute("SELECT id, name FROM students WHERE name = ?", (name,))
    return {"Ada": [(1, "Ada")], "O'Brien": [(3, "O'Brien")], "Zoë": [(5, "Zoë")]}.get(name, [])
