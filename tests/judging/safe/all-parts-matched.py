import re
def find_user(conn, name):
    parts = name.split(",")
    if not all(re.fullmatch(r"[a-z0-9]+", part) for part in parts):
        raise ValueError(name)
    return conn.execute("SELECT id FROM students WHERE name = '" + parts[0] + "'").fetchall()
