import sqlite3


def find_user(conn, name):
    cur = conn.cursor()
    cur.row_factory = sqlite3.Row
    rows = cur.execute("SELECT id, name FROM students WHERE name = $name", {"name": name})
    return [(row["id"], row["name"]) for row in rows]
