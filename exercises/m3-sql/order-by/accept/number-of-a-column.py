from enum import IntEnum


class Column(IntEnum):
    name = 1
    joined_on = 2


def list_students(conn, sort_by, descending):
    try:
        column = Column[sort_by]
    except KeyError as error:
        raise ValueError("no such column") from error
    sign = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {column:d} {sign}").fetchall()
