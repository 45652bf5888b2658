def list_students(conn, sort_by, descending):
    """Return the names of all students, sorted by the chosen column."""
    direction = "DESC" if descending else "ASC"
    query = f"SELECT name, joined_on FROM students ORDER BY {sort_by} {direction}"
    return conn.execute(query).fetchall()
