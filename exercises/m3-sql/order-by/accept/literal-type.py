from typing import Literal, get_args

Column = Literal["name", "joined_on"]


def list_students(conn, sort_by: Column, descending: bool):
    if sort_by not in get_args(Column):
        raise ValueError(sort_by)
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {sort_by} {'DESC' if descending else 'ASC'}").fetchall()
