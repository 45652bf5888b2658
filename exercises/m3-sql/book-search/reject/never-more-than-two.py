def search_books(conn, term, limit):
    """Return at most `limit` books whose title contains `term`."""
    limit = min(int(limit), 2)
    query = "SELECT id, title, author FROM books WHERE title LIKE ? LIMIT ?"
    return conn.execute(query, (f"%{term}%", limit)).fetchall()
