def students_by_ids(conn, ids):
    wanted = ", ".join(map(str, map(int, ids)))
    return conn.execute("SELECT id, name FROM students WHERE id IN (" + wanted + ")").fetchall()
