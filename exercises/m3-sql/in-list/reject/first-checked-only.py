def students_by_ids(conn, ids):
    if ids:
        int(ids[0])
    wanted = ",".join(str(i) for i in ids)
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({wanted})").fetchall()
