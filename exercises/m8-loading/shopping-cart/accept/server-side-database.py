import json
import sqlite3

conn = sqlite3.connect("carts.db")


def load_cart(token):
    row = conn.execute("SELECT data FROM carts WHERE id = ?", (token,)).fetchone()
    if row is None:
        raise PermissionError("unknown cart")
    return json.loads(row[0])
