def students_by_ids(conn, ids):
    marks = ",".join("?" for _ in ids)
    return conn.execute(f"SELECT id FROM students WHERE id IN ({marks})", list(ids)).fetchall() if ids else []
