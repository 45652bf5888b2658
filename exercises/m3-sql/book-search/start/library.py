def search_books(conn, term, limit):
    """Return at most `limit` books whose title contains `term`."""
    return conn.execute(
        f"SELECT id, title, author FROM books WHERE title LIKE '%{term}%' LIMIT {limit}"
    ).fetchall()
