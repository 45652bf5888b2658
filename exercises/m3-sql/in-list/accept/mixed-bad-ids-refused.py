def students_by_ids(conn, ids):
    wanted = []
    for text in ids:
        try:
            wanted.append(int(text))
        except ValueError:
            raise ValueError(f"not a student id: {text!r}")
    marks = ("?, " * len(wanted)).rstrip(", ")
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({marks})", wanted).fetchall()
