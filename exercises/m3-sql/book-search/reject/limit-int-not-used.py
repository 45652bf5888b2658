def search_books(conn, term, limit):
    try:
        int(limit)
    except ValueError:
        print("the limit is not a number")
    return conn.execute(
        f"SELECT id, title FROM books WHERE title LIKE ? LIMIT {limit}", (f"%{term}%",)
    ).fetchall()
