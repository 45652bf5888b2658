"""What the portal remembers: students and comments."""

import sqlite3

import settings


def connect():
    return sqlite3.connect(settings.DATABASE)


def find_student(name):
    """Id and name of the students who are called this."""
    cursor = connect().cursor()
    cursor.execute("SELECT id, name FROM students WHERE name = ?", [name])
    return list(cursor)


def class_list(sort_by):
    """Names, sorted by `name` or `joined`; by name for any other wish."""
    if sort_by == "joined":
        query = "SELECT name, joined_on FROM students ORDER BY joined_on"
    else:
        query = "SELECT name, joined_on FROM students ORDER BY name"
    return [row[0] for row in connect().execute(query)]


def comments():
    """Author and text of every comment."""
    return connect().execute("SELECT author, body FROM comments").fetchall()


def set_mail(user, mail):
    """Stores the mail address of a student."""
    conn = connect()
    conn.execute("UPDATE students SET mail = ? WHERE id = ?", (mail, user))
    conn.commit()
