from enum import StrEnum


class SortKey(StrEnum):
    name = "name"
    joined = "joined_on"
    joined_on = "joined_on"


def list_students(conn, sort_by, descending):
    """Return the names of all students, sorted by the chosen column."""
    column = SortKey.__members__.get(sort_by, SortKey.name).value
    order = ("ASC", "DESC")[bool(descending)]
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {column} {order}").fetchall()
