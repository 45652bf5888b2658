def list_students(conn, sort_by, descending):
    if sort_by == "name":
        query = "SELECT name FROM students ORDER BY name"
    elif sort_by == "joined":
        query = "SELECT name FROM students ORDER BY joined_on"
    else:
        raise ValueError(sort_by)
    if descending:
        query += " DESC"
    return conn.execute(query).fetchall()
