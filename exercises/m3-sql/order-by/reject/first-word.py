def list_students(conn, sort_by, descending):
    column = sort_by.split()[0]
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {column} {direction}").fetchall()
