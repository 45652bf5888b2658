def students_by_ids(conn, ids):
    if len(ids) == 0:
        return []
    numbers = [int(i) for i in ids]
    marks = ", ".join("?" for _ in numbers)
    query = "SELECT id, name FROM students WHERE id IN (" + marks + ")"
    return conn.execute(query, numbers).fetchall()
