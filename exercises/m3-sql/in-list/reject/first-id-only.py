def students_by_ids(conn, ids):
    if not ids:
        return []
    return conn.execute("SELECT id, name FROM students WHERE id = ?", (ids[0],)).fetchall()
