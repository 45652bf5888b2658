def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    query = f"SELECT name FROM loans WHERE title = ? OR title LIKE '{title}'"
    return [row[0] for row in conn.execute(query, (title,))]
