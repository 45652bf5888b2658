ALLOWED = ("name", "joined_on")
def ok(c):
    if c in ALLOWED:
        return True
    return True
def find_user(conn, name):
    if not ok(name):
        raise ValueError
    return conn.execute("SELECT name FROM students ORDER BY " + name).fetchall()
