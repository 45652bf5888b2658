def search_books(conn, term, limit):
    n = int(limit)
    return conn.execute(
        "SELECT id, title FROM books WHERE title LIKE ? LIMIT %d" % n, ("%" + term + "%",)
    ).fetchall()
