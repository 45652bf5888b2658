from contextlib import closing


def find_user(conn, name):
    found = []
    with closing(conn.cursor()) as cursor:
        cursor.execute("SELECT id, name FROM students WHERE name = ?", (name,))
        for row in cursor:
            found.append(row)
    return found
