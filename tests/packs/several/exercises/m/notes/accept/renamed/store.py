import sqlite3 as sql

QUERY = "SELECT body FROM notes WHERE author = :who"


def notes_of(who):
    return list(sql.connect("notes.db").execute(QUERY, {"who": who}))
