from enum import Enum


class Column(Enum):
    NAME = "name"
    JOINED = "joined_on"


def list_students(conn, sort_by, descending):
    column = Column(sort_by)
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {column.value} {direction}").fetchall()
