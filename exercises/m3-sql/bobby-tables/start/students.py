def find_user(conn, name):
    """Return the id and name of every student with this name."""
    query = f"SELECT id, name FROM students WHERE name = '{name}'"
    return conn.execute(query).fetchall()
