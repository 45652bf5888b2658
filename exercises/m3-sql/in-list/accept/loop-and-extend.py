def students_by_ids(conn, ids):
    found = []
    for student_id in ids:
        cursor = conn.execute("SELECT id, name FROM students WHERE id = ?", (student_id,))
        found.extend(cursor.fetchall())
    return found
