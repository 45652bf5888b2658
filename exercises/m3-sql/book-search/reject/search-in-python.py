def search_books(conn, term, limit):
    rows = conn.execute("SELECT id, title FROM books").fetchall()
    return [row for row in rows if term.lower() in row[1].lower()][: int(limit)]
