from typing import NamedTuple


class Statement(NamedTuple):
    sql: str
    params: tuple


def by_name(name: str) -> Statement:
    return Statement("SELECT id, name FROM students WHERE name = ?", (name,))


def find_user(conn, name):
    """Return the id and name of every student with this name."""
    return conn.execute(*by_name(name)).fetchall()
