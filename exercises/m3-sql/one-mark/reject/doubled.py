def borrowers(conn, title):
    """Return the names of those who have borrowed this book."""
    clean = title.replace("'", "''")
    query = f"SELECT name FROM loans WHERE title = '{clean}'"
    return [row[0] for row in conn.execute(query)]
