def search_books(conn, term, limit):
    return conn.execute(
        f"SELECT id, title FROM books WHERE title LIKE '%{term}%' LIMIT ?", (int(limit),)
    ).fetchall()
