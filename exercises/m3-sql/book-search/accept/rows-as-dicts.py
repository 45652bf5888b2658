import sqlite3


def search_books(conn, term, limit):
    conn.row_factory = sqlite3.Row
    rows = conn.execute(
        "SELECT id, title, author, year FROM books WHERE title LIKE ? LIMIT ?",
        (f"%{term}%", int(limit)),
    )
    return [dict(row) for row in rows]
