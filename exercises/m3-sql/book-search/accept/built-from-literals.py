FIELDS = ("id", "title", "author")
SEARCH = "SELECT " + ", ".join(FIELDS) + " FROM books" + " WHERE title LIKE ?" + " LIMIT ?"


def search_books(conn, term, limit):
    return [tuple(row) for row in conn.execute(SEARCH, ("%{}%".format(term), int(limit)))]
