from typing import NamedTuple


class Student(NamedTuple):
    id: int
    name: str


def find_user(conn, name):
    rows = conn.execute("SELECT id, name FROM students WHERE name = ?", (name,))
    return [Student._make(row) for row in rows]
