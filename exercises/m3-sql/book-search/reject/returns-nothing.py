def search_books(conn, term, limit):
    conn.execute("SELECT id, title FROM books WHERE title LIKE ? LIMIT ?", (f"%{term}%", int(limit)))
    return []
