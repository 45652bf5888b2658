import sqlite3


def search_books(conn, term, limit):
    try:
        query = "SELECT id, title FROM books WHERE title LIKE ? LIMIT ?"
        return conn.execute(query, (f"%{term}%", limit)).fetchall()
    except sqlite3.Error:
        query = f"SELECT id, title FROM books WHERE title LIKE '%{term}%' LIMIT {limit}"
        return conn.execute(query).fetchall()
