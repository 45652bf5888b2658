def list_students(conn, sort_by, descending):
    if sort_by not in ("name", "joined_on"):
        raise ValueError(sort_by)
    return conn.execute("SELECT name FROM students ORDER BY %s %s" % (sort_by, ("ASC", "DESC")[bool(descending)])).fetchall()
