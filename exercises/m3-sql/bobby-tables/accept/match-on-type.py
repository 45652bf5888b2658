def find_user(conn, name):
    match name:
        case str():
            return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
        case _:
            raise TypeError("a name is text")
