def search_books(conn, term, limit):
    """Return at most `limit` books whose title contains `term`."""
    return conn.execute(
        "SELECT id, title, author FROM books WHERE title LIKE ? LIMIT ?",
        (f"%{term}%", int(limit)),
    ).fetchall()
