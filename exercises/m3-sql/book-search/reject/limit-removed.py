def search_books(conn, term, limit):
    return conn.execute("SELECT id, title FROM books WHERE title LIKE ?", (f"%{term}%",)).fetchall()
