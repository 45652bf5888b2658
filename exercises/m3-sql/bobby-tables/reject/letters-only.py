def find_user(conn, name):
    if not name.isalpha():
        return []
    return conn.execute(f"SELECT id, name FROM students WHERE name = '{name}'").fetchall()
