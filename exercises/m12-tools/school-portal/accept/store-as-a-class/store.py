import sqlite3
from contextlib import closing

import settings

COLUMNS = {"name": "name", "joined": "joined_on"}


class Store:
    def __init__(self, path=settings.DATABASE):
        self.path = path

    def rows(self, sql, *values):
        conn = sqlite3.connect(self.path)
        return conn.execute(sql, values).fetchall()


_store = Store()


def find_student(name):
    return _store.rows("SELECT id, name FROM students WHERE name = ?", name)


def class_list(sort_by):
    column = COLUMNS.get(sort_by, "name")
    return [row[0] for row in _store.rows(f"SELECT name, joined_on FROM students ORDER BY {column}")]


def comments():
    return _store.rows("SELECT author, body FROM comments")


def set_mail(user, mail):
    with sqlite3.connect(settings.DATABASE) as conn:
        conn.execute("UPDATE students SET mail = ? WHERE id = ?", (mail, user))
