def students_by_ids(conn, ids):
    return [row for i in ids for row in conn.execute("SELECT id FROM students WHERE id = ?", (i,))]
