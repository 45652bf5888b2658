def search_books(conn, term, limit):
    escaped = term.replace("%", "\\%").replace("_", "\\_")
    query = f"SELECT id, title FROM books WHERE title LIKE '%{escaped}%' ESCAPE '\\' LIMIT ?"
    return conn.execute(query, (int(limit),)).fetchall()
