def search_books(conn, term, limit):
    query = "SELECT id, title FROM books WHERE title LIKE ? LIMIT " + str(limit)
    return conn.execute(query, ("%" + term + "%",)).fetchall()
