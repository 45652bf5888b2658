def students_by_ids(conn, ids):
    return []
