def run(conn, *a):
    return conn.execute(*a).fetchall()
def find_user(conn, name):
    return run(conn, "SELECT id FROM students WHERE name = ?", (name,))
