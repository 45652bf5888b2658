import re
def find_user(conn, name):
    parts = name.split(",")
    for part in parts[1:]:
        if not re.fullmatch(r"[a-z0-9]+", part):
            raise ValueError(part)
    return conn.execute("SELECT id FROM students WHERE name = '" + parts[0] + "'").fetchall()
