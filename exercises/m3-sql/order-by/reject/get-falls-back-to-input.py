COLUMNS = {"name": "name", "joined": "joined_on"}


def list_students(conn, sort_by, descending):
    column = COLUMNS.get(sort_by, sort_by)
    direction = "DESC" if descending else "ASC"
    return conn.execute(f"SELECT name FROM students ORDER BY {column} {direction}").fetchall()
