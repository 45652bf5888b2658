def search_books(conn, term, limit):
    cursor = conn.execute("SELECT id, title FROM books WHERE title LIKE ?", (f"%{term}%",))
    return cursor.fetchmany(int(limit))
