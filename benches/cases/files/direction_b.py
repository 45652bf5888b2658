import sqlite3

from flask import Flask, abort, request

app = Flask(__name__)


@app.get("/books")
def books():
    way = request.args.get("way", "asc")
    if way.lower() not in {"asc", "desc"}:
        abort(400)
    db = sqlite3.connect("books.db")
    rows = db.execute(f"SELECT title FROM books ORDER BY year {way}").fetchall()
    return {"titles": [title for (title,) in rows]}
