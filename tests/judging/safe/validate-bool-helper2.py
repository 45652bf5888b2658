ALLOWED = ("name", "joined_on")
def ok(c):
    if c in ALLOWED:
        return True
    return False
def find_user(conn, name):
    valid = ok(name)
    if not valid:
        raise ValueError
    return conn.execute("SELECT name FROM students ORDER BY " + name).fetchall()
