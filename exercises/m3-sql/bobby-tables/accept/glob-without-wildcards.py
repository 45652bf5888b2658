def find_user(conn, name):
    """Return the id and name of every student with this name."""
    return conn.execute("SELECT id, name FROM students WHERE name GLOB ?", (name,)).fetchall()
