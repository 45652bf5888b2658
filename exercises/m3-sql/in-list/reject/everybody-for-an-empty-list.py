def students_by_ids(conn, ids):
    if not ids:
        return conn.execute("SELECT id, name FROM students").fetchall()
    marks = ", ".join("?" for _ in ids)
    query = f"SELECT id, name FROM students WHERE id IN ({marks})"
    return conn.execute(query, list(ids)).fetchall()
