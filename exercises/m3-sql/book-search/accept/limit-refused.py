def search_books(conn, term, limit):
    try:
        wanted = int(limit)
    except ValueError:
        return []
    if not 0 < wanted <= 100:
        raise ValueError("the limit must be from 1 to 100")
    return conn.execute(
        "SELECT id, title FROM books WHERE title LIKE ? LIMIT ?", (f"%{term}%", wanted)
    ).fetchall()
