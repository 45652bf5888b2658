def search_books(conn, term, limit):
    limit = max(1, min(int(limit), 50))
    return conn.execute(
        "SELECT id, title, year FROM books WHERE title LIKE ? LIMIT ?",
        ("%%%s%%" % term, limit),
    ).fetchall()
