def find_user(conn, name):
    rows = conn.execute("SELECT id, name FROM students WHERE name = ?", (name,))
    return [{"id": student_id, "name": student} for student_id, student in rows]
