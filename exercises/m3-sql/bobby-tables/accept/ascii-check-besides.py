import re


def find_user(conn, name):
    if not re.fullmatch(r"[A-Za-z' -]+", name):
        return []
    return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
