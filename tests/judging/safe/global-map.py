ALLOWED = {"name", "joined_on"}
def _col(c):
    if c in ALLOWED:
        return c
    raise ValueError("no such column")
def find_user(conn, name):
    return conn.execute("SELECT name FROM students ORDER BY " + _col(name)).fetchall()
