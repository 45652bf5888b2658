def search_books(conn, term, limit):
    query = "SELECT title, author FROM books WHERE title LIKE ? LIMIT ?"
    return conn.execute(query, (f"%{term}%", int(limit))).fetchall()
