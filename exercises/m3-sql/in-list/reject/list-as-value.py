def students_by_ids(conn, ids):
    return conn.execute("SELECT id, name FROM students WHERE id IN (?)", (ids,)).fetchall()
