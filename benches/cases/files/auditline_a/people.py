"""Salt and hash of each person."""
import os
import sqlite3


def stored(user):
    with sqlite3.connect("/srv/shop/people.db") as db:
        row = db.execute("SELECT salt, hash FROM person WHERE name = ?", (user,)).fetchone()
    return row or (os.urandom(16), os.urandom(64))
