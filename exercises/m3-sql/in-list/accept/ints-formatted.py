def students_by_ids(conn, ids):
    if not ids:
        return []
    numbers = ",".join(str(int(i)) for i in ids)
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({numbers})").fetchall()
