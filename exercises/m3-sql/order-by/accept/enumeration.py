from enum import Enum


class Column(str, Enum):
    name = "name"
    joined_on = "joined_on"


def list_students(conn, sort_by, descending):
    column = Column(sort_by).value
    order = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {column} {order}").fetchall()
