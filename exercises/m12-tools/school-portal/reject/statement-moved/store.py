"""What the portal remembers: students and comments."""

import sqlite3

import settings
from queries import by_name

COLUMNS = {"name": "name", "joined": "joined_on"}


def connect():
    return sqlite3.connect(settings.DATABASE)


def find_student(name):
    """Id and name of the students who are called this."""
    return connect().execute(by_name(name)).fetchall()


def class_list(sort_by):
    """Names, sorted by `name` or `joined`; by name for any other wish."""
    column = COLUMNS.get(sort_by, "name")
    query = f"SELECT name, joined_on FROM students ORDER BY {column}"
    return [row[0] for row in connect().execute(query)]


def comments():
    """Author and text of every comment."""
    return connect().execute("SELECT author, body FROM comments").fetchall()


def set_mail(user, mail):
    """Stores the mail address of a student."""
    conn = connect()
    conn.execute("UPDATE students SET mail = ? WHERE id = ?", (mail, user))
    conn.commit()
