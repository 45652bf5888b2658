def students_by_ids(conn, ids, found=[]):
    for one in ids:
        found.extend(conn.execute("SELECT id, name FROM students WHERE id = ?", (one,)))
    return found
