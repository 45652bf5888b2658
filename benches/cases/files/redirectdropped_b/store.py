import sqlite3


def all_users():
    with sqlite3.connect("app.db") as db:
        return db.execute("SELECT id, name FROM users").fetchall()


def remove(user_id):
    with sqlite3.connect("app.db") as db:
        db.execute("DELETE FROM users WHERE id = ?", (user_id,))
