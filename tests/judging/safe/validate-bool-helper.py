ALLOWED = ("name", "joined_on")
def ok(c):
    return c in ALLOWED
def find_user(conn, name):
    if not ok(name):
        return []
    return conn.execute("SELECT name FROM students ORDER BY " + name).fetchall()
