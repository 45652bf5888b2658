COLUMNS = {"name": "name", "joined": "joined_on"}


def list_students(conn, sort_by, descending):
    column = COLUMNS[sort_by]
    return conn.execute(f"SELECT name FROM students ORDER BY {column} {descending}").fetchall()
