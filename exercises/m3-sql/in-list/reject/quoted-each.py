def students_by_ids(conn, ids):
    quoted = ", ".join("'" + i + "'" for i in ids)
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({quoted})").fetchall()
