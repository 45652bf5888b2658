import re


def list_students(conn, sort_by, descending):
    if not re.fullmatch(r"[a-z_]+", sort_by):
        raise ValueError(sort_by)
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {sort_by} {direction}").fetchall()
