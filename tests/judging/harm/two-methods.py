def find_user(conn, name):
    ex = conn.cursor().execute
    ex("SELECT id FROM students WHERE name = '" f"{name}'")
    return []
