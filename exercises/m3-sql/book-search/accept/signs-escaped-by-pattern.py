import re


def search_books(conn, term, limit):
    pattern = "%" + re.sub(r"([%_!])", r"!\1", term) + "%"
    return conn.execute("SELECT id, title, author FROM books WHERE title LIKE ? ESCAPE '!' LIMIT ?", [pattern, int(limit)]).fetchall()
