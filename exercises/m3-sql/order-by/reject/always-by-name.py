def list_students(conn, sort_by, descending):
    return conn.execute("SELECT name FROM students ORDER BY name").fetchall()
