def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    query = f"SELECT name FROM loans WHERE title = '{title}'"
    return [row[0] for row in conn.execute(query)]
