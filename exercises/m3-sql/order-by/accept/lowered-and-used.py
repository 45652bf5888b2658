def list_students(conn, sort_by, descending):
    key = sort_by.strip().lower()
    if key not in {"name", "joined_on"}:
        raise ValueError("unknown column")
    direction = {True: "DESC", False: "ASC"}[bool(descending)]
    return conn.execute(f"SELECT name FROM students ORDER BY {key} {direction}").fetchall()
