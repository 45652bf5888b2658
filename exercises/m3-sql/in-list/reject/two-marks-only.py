def students_by_ids(conn, ids):
    if not ids:
        return []
    return conn.execute("SELECT id, name FROM students WHERE id IN (?, ?)", (ids[0], ids[-1])).fetchall()
