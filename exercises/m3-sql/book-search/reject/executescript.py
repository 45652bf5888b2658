def search_books(conn, term, limit):
    cur = conn.cursor()
    cur.executescript(f"SELECT id, title FROM books WHERE title LIKE '%{term}%' LIMIT {int(limit)}")
    return cur.fetchall()
