def search_books(conn, term, limit):
    """Return at most `limit` books whose title contains `term`."""
    if " or " in term.lower():
        raise ValueError("no conditions, please")
    query = f"SELECT id, title, author FROM books WHERE title LIKE '%{term}%' LIMIT ?"
    return conn.execute(query, (int(limit),)).fetchall()
