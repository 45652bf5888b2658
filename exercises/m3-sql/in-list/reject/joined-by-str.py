def students_by_ids(conn, ids):
    wanted = ",".join(map(str, ids))
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({wanted})").fetchall()
