import sqlite3

from flask import Flask, request

app = Flask(__name__)


class Tables(dict):
    def __missing__(self, key):
        return key


TABLES = Tables(items="items", people="people")


@app.get("/rows")
def rows():
    table = TABLES[request.args.get("table", "items")]
    with sqlite3.connect("shop.db") as db:
        return {"rows": db.execute(f"SELECT * FROM {table} LIMIT 20").fetchall()}
