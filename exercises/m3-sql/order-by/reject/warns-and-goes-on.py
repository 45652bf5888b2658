def list_students(conn, sort_by, descending):
    if sort_by not in {"name", "joined_on"}:
        print("bad column")
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {sort_by} {direction}").fetchall()
