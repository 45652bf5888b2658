def search_books(conn, term, limit):
    """Return at most `limit` books whose title contains `term`."""
    wanted = term.casefold()
    conn.create_function("holds", 1, lambda title: wanted in title.casefold())
    return conn.execute("SELECT id, title, author FROM books WHERE holds(title) LIMIT ?", (int(limit),)).fetchall()
