import re
def find_user(conn, name):
    parts = name.split(",")
    for part in parts:
        if not re.fullmatch(r"[a-z0-9]+", part):
            raise ValueError(part)
        if part == "end":
            break
    return conn.execute("SELECT id FROM students WHERE name = '" + parts[-1] + "'").fetchall()
