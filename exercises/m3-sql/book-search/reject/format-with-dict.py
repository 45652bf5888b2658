def search_books(conn, term, limit):
    values = {"term": term, "limit": int(limit)}
    query = "SELECT id, title FROM books WHERE title LIKE '%{term}%' LIMIT {limit}".format(**values)
    return conn.execute(query, {}).fetchall()
