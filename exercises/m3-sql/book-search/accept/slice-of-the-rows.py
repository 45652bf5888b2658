from itertools import islice


def search_books(conn, term, limit):
    rows = conn.execute("SELECT id, title, author FROM books WHERE title LIKE ?", (f"%{term}%",))
    return list(islice(rows, int(limit)))
