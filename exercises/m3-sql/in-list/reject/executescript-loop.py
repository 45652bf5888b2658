def students_by_ids(conn, ids):
    found = []
    for i in ids:
        found += conn.executescript(f"SELECT id, name FROM students WHERE id = {i}").fetchall()
    return found
