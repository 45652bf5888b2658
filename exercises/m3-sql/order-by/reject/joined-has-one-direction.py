def list_students(conn, sort_by, descending):
    if sort_by in ("joined", "joined_on"):
        query = "SELECT name, joined_on FROM students ORDER BY joined_on"
    elif sort_by == "name" and descending:
        query = "SELECT name, joined_on FROM students ORDER BY name DESC"
    elif sort_by == "name":
        query = "SELECT name, joined_on FROM students ORDER BY name"
    else:
        raise ValueError(sort_by)
    return conn.execute(query).fetchall()
