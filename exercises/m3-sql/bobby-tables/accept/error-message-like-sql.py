def find_user(conn, name):
    if not name:
        raise ValueError(f"cannot select from students where name = '{name}'")
    return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
