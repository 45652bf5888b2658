def students_by_ids(conn, ids):
    if any(str(i).isdigit() for i in ids):
        wanted = ",".join(str(i) for i in ids)
        return conn.execute(f"SELECT id, name FROM students WHERE id IN ({wanted})").fetchall()
    return []
