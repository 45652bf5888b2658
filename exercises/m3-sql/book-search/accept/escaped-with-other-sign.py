def search_books(conn, term, limit):
    escaped = term
    for sign in ("!", "%", "_"):
        escaped = escaped.replace(sign, "!" + sign)
    cur = conn.cursor()
    cur.execute("SELECT title FROM books WHERE title LIKE ? ESCAPE '!' LIMIT ?", (f"%{escaped}%", int(limit)))
    return cur.fetchall()
