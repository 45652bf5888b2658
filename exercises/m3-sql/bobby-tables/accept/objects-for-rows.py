from dataclasses import dataclass


@dataclass
class Student:
    id: int
    name: str


def find_user(conn, name):
    rows = conn.execute("SELECT id, name FROM students WHERE name = ?", [name])
    return [Student(*row) for row in rows]
