def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    query = "SELECT name FROM loans WHERE title GLOB ?"
    return [row[0] for row in conn.execute(query, (title,))]
