def find_user(conn, name):
    if any(word in name.lower() for word in ("union", "--", ";", "drop")):
        return []
    return conn.execute(f"SELECT id, name FROM students WHERE name = '{name}'").fetchall()
