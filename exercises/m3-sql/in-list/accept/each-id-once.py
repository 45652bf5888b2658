SQL = "SELECT id, name FROM students WHERE id = ?"


def _one(conn, student_id):
    return conn.execute(SQL, (student_id,)).fetchone()


def students_by_ids(conn, ids):
    return [row for row in (_one(conn, i) for i in dict.fromkeys(ids)) if row is not None]
