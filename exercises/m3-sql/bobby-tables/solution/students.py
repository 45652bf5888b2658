def find_user(conn, name):
    """Return the id and name of every student with this name."""
    query = "SELECT id, name FROM students WHERE name = ?"
    return conn.execute(query, (name,)).fetchall()
