def find_user(conn, name):
    try:
        q = "SELECT id FROM students WHERE name = ?"
        raise KeyError
    except KeyError:
        q = "SELECT id FROM students WHERE name = '%s'" % name
    return conn.execute(q).fetchall()
