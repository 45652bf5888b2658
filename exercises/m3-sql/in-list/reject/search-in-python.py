def students_by_ids(conn, ids):
    wanted = {int(i) for i in ids}
    return [row for row in conn.execute("SELECT id, name FROM students") if row[0] in wanted]
