import sqlite3


def delete_user(user_id):
    with sqlite3.connect("app.db") as db:
        db.execute("DELETE FROM users WHERE id = ?", (user_id,))
