OFFERED = ("name", "joined_on")


def list_students(conn, sort_by, descending):
    column = next((own for own in OFFERED if own == sort_by), None)
    if column is None:
        raise KeyError(sort_by)
    rows = conn.execute(f"SELECT name FROM students ORDER BY {column}").fetchall()
    return rows[::-1] if descending else rows
