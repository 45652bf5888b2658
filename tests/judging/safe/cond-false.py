DEBUG = False
def find_user(conn, name):
    if DEBUG:
        return conn.execute("SELECT id FROM students WHERE name = '%s'" % name).fetchall()
    return conn.execute("SELECT id FROM students WHERE name = ?", (name,)).fetchall()
