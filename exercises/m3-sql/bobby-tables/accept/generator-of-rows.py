def rows_named(conn, name):
    yield from conn.execute("SELECT id, name FROM students WHERE name = ?", (name,))


def find_user(conn, name):
    return list(rows_named(conn, name))
