def list_students(conn, sort_by, descending):
    try:
        if sort_by not in ("name", "joined_on"):
            raise ValueError(sort_by)
    except ValueError:
        pass
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {sort_by} {direction}").fetchall()
