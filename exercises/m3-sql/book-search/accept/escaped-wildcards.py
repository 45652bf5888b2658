def search_books(conn, term, limit):
    pattern = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return conn.execute(
        "SELECT id, title, author FROM books WHERE title LIKE ? ESCAPE '\\' LIMIT ?",
        ("%" + pattern + "%", int(limit)),
    ).fetchall()
