escape = lambda text: text.replace("\\", "\\\\").replace("'", "\\'")


def find_user(conn, name):
    return conn.execute("SELECT id, name FROM students WHERE name = '" + escape(name) + "'").fetchall()
