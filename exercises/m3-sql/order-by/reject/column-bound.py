def list_students(conn, sort_by, descending):
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY ? {direction}", (sort_by,)).fetchall()
