import sqlite3


def notes_of(author):
    conn = sqlite3.connect("notes.db")
    return conn.execute(f"SELECT body FROM notes WHERE author = '{author}'").fetchall()
