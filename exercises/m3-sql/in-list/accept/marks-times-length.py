def students_by_ids(conn, ids):
    query = "SELECT id, name FROM students WHERE id IN (%s)" % ",".join("?" * len(ids))
    return conn.execute(query, ids).fetchall()
