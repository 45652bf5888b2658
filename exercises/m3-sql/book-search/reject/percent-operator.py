def search_books(conn, term, limit):
    query = "SELECT id, title FROM books WHERE title LIKE '%%%s%%' LIMIT %s" % (term, limit)
    return conn.execute(query, ()).fetchall()
