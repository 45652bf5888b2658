from enum import StrEnum, auto


class Sort(StrEnum):
    NAME = auto()
    JOINED_ON = auto()


def list_students(conn, sort_by, descending):
    sort = Sort(sort_by)
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {sort} {'DESC' if descending else 'ASC'}").fetchall()
