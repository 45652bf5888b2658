def list_students(conn, sort_by, descending):
    rows = conn.execute("SELECT name, joined_on FROM students").fetchall()
    index = ("name", "joined_on").index(sort_by)
    return [(r[0],) for r in sorted(rows, key=lambda r: r[index], reverse=bool(descending))]
