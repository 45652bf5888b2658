def search_books(conn, term, limit):
    pattern = term.replace("'", "''")
    query = "SELECT id, title FROM books WHERE title LIKE '%" + pattern + "%' LIMIT ?"
    return conn.execute(query, (int(limit),)).fetchall()
