def students_by_ids(conn, ids):
    return conn.execute("SELECT id FROM students WHERE id IN (" + ",".join(ids) + ")").fetchall()
