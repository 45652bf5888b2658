def students_by_ids(conn, ids):
    query = "SELECT id, name FROM students WHERE id IN (" + ",".join(map(lambda _: "?", ids)) + ")"
    return list(conn.execute(query, list(ids)))
