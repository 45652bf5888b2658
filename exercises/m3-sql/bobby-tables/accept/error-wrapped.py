import sqlite3


class LookupFailed(Exception):
    pass


def find_user(conn, name):
    try:
        return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
    except sqlite3.Error as error:
        raise LookupFailed("could not look the student up") from error
