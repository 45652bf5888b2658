def search_books(conn, term, limit):
    pattern = f"%{term}%"
    return conn.execute(
        f"SELECT id, title FROM books WHERE title LIKE {pattern!r} LIMIT ?", (int(limit),)
    ).fetchall()
