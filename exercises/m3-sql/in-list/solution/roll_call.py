def students_by_ids(conn, ids):
    """Return the id and name of every student whose id is in `ids`."""
    if not ids:
        return []
    marks = ", ".join("?" for _ in ids)
    query = f"SELECT id, name FROM students WHERE id IN ({marks})"
    return conn.execute(query, list(ids)).fetchall()
