def students_by_ids(conn, ids):
    inside = repr(ids)[1:-1]
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({inside})").fetchall()
