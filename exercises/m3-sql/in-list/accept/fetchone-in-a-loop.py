def students_by_ids(conn, ids):
    cur = conn.cursor()
    students = []
    for student_id in ids:
        cur.execute("SELECT id, name FROM students WHERE id = :id", {"id": student_id})
        if (row := cur.fetchone()) is not None:
            students.append(row)
    return students
