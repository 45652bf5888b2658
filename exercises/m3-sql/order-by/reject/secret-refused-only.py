def list_students(conn, sort_by, descending):
    if sort_by == "pw_hash":
        raise ValueError("no")
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {sort_by} {direction}").fetchall()
