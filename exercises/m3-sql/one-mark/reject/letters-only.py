def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    if not title.isalpha():
        return []
    query = "SELECT name FROM loans WHERE title = ?"
    return [row[0] for row in conn.execute(query, (title,))]
