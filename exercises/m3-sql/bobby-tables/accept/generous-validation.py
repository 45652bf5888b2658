import re


def find_user(conn, name):
    if not re.fullmatch(r"[\w' .-]{1,80}", name):
        raise ValueError("this does not look like a name")
    return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
