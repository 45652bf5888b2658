def list_students(conn, sort_by, descending):
    column = {"name": "name", "joined": "joined_on"}[sort_by]
    direction = str(descending).upper()
    return conn.execute("SELECT name FROM students ORDER BY " + column + " " + direction).fetchall()
