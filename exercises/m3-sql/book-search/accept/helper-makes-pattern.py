def containing(text: str) -> str:
    return "%" + text + "%"


def search_books(conn, term: str, limit: int = 20):
    query = """
        SELECT id, title, author
        FROM books
        WHERE title LIKE ?
        LIMIT ?
    """
    return conn.execute(query, (containing(term), limit)).fetchall()
