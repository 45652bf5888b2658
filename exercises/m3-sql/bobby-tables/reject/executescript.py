def find_user(conn, name):
    return conn.executescript(f"SELECT id, name FROM students WHERE name = '{name}'").fetchall()
