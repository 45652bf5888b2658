def students_by_ids(conn, ids):
    if not ids:
        return []
    condition = " OR ".join(["id = ?"] * len(ids))
    return conn.execute("SELECT id, name FROM students WHERE " + condition, list(ids)).fetchall()
