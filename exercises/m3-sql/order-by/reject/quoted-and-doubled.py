def list_students(conn, sort_by, descending):
    column = '"' + sort_by.replace('"', '""') + '"'
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {column} {direction}").fetchall()
