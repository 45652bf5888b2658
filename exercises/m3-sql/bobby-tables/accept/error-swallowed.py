import sqlite3


def find_user(conn, name):
    try:
        return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
    except sqlite3.Error:
        return []
