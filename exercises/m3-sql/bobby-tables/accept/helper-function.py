def run(conn, query, *values):
    return conn.execute(query, values).fetchall()


def find_user(conn, name):
    return run(conn, "SELECT id, name FROM students WHERE name = ?", name)
