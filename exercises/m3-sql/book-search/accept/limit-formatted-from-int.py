def search_books(conn, term, limit):
    return conn.execute(
        f"SELECT id, title FROM books WHERE title LIKE ? LIMIT {int(limit)}", (f"%{term}%",)
    ).fetchall()
