def search_books(conn, term, limit):
    rows = conn.execute("SELECT id, title FROM books WHERE title LIKE ?", (f"%{term}%",)).fetchall()
    return rows[: int(limit)]
