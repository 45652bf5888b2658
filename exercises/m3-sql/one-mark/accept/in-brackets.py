def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    query = ("SELECT loans.name FROM loans "
             "WHERE loans.title IS ?")
    return [row[0] for row in conn.execute(query, (title,))]
