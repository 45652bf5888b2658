QUERY = "SELECT name, title FROM loans WHERE title = ?1"


def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    return [row[0] for row in conn.execute(QUERY, (title,))]
