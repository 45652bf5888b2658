import sqlite3


def find_user(conn: sqlite3.Connection, name: str) -> list[tuple[int, str]]:
    if (wanted := name.strip()) == "":
        return []
    return conn.execute("SELECT id, name FROM students WHERE name = ?", (wanted,)).fetchall()
