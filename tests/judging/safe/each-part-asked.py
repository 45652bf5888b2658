import re
def find_user(conn, name):
    *rest, last = name.split(",")
    for part in (*rest, last):
        if not re.fullmatch(r"[a-z0-9]+", part):
            raise ValueError(part)
    return conn.execute("SELECT id FROM students WHERE name = '" + rest[0] + last + "'").fetchall()
