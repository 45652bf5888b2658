COLUMNS = {"name": "name", "joined": "joined_on", "joined_on": "joined_on"}


def list_students(conn, sort_by, descending):
    """Return the names of all students, sorted by the chosen column."""
    column = COLUMNS[sort_by]
    direction = "DESC" if descending else "ASC"
    query = f"SELECT name, joined_on FROM students ORDER BY {column} {direction}"
    return conn.execute(query).fetchall()
