def list_students(conn, sort_by, descending):
    column = {"name": "name", "joined": "joined_on"}[sort_by]
    return conn.execute(f"SELECT name FROM students ORDER BY {column}" + (" DESC" if descending else "")).fetchall()
