import sqlite3


def notes(author):
    with sqlite3.connect("notes.db") as conn:
        return conn.execute("SELECT body FROM notes WHERE author = ?", [author]).fetchall()
