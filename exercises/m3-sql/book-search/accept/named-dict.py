def search_books(conn, term, limit):
    values = {"pattern": "%" + term + "%", "n": int(limit)}
    return conn.execute(
        "SELECT id, title FROM books WHERE title LIKE :pattern ORDER BY title LIMIT :n", values
    ).fetchall()
