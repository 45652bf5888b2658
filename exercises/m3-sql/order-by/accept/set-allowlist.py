SORTABLE = {"name", "joined_on"}


def list_students(conn, sort_by, descending):
    if sort_by in SORTABLE:
        direction = "DESC" if descending else "ASC"
        return conn.execute(f"SELECT id, name, joined_on FROM students ORDER BY {sort_by} {direction}").fetchall()
    raise ValueError("this list cannot be sorted like that")
