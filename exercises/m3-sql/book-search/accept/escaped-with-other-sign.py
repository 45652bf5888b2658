ESCAPES = str.maketrans({"!": "!!", "%": "!%", "_": "!_"})


def search_books(conn, term, limit):
    pattern = f"%{term.translate(ESCAPES)}%"
    cur = conn.cursor()
    cur.execute("SELECT title FROM books WHERE title LIKE ? ESCAPE '!' LIMIT ?", (pattern, int(limit)))
    return cur.fetchall()
