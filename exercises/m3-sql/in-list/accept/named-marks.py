def students_by_ids(conn, ids):
    values = {f"id{n}": value for n, value in enumerate(ids)}
    marks = ", ".join(f":id{n}" for n in range(len(ids)))
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({marks})", values).fetchall()
