def rows(cursor):
    yield from iter(cursor.fetchone, None)


def find_user(conn, name):
    cursor = conn.cursor()
    cursor.execute("SELECT id, name FROM students WHERE name IN (?)", [name])
    return list(rows(cursor))
