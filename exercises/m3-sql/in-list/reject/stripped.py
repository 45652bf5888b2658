def students_by_ids(conn, ids):
    clean = [i.strip("'\";") for i in ids]
    return conn.execute("SELECT id FROM students WHERE id IN (%s)" % ",".join(clean)).fetchall()
