def list_students(conn, sort_by, descending):
    wanted = sort_by
    if sort_by not in ("name", "joined_on"):
        sort_by = "name"
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {wanted} {direction}").fetchall()
