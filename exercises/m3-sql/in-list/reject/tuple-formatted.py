def students_by_ids(conn, ids):
    return conn.execute(f"SELECT id FROM students WHERE id IN {tuple(ids)}").fetchall()
