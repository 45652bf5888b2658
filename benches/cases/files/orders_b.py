import sqlite3
from flask import Flask, request, jsonify

app = Flask(__name__)
COLUMNS = {"id", "created", "total"}
DIRECTIONS = {"asc", "desc"}


def get_db():
    conn = sqlite3.connect("shop.db")
    conn.row_factory = sqlite3.Row
    return conn


@app.get("/orders")
def list_orders():
    column = request.args.get("sort", "id")
    direction = request.args.get("dir", "asc")
    if column not in COLUMNS or direction not in DIRECTIONS:
        return jsonify(error="bad sort"), 400
    with get_db() as db:
        rows = db.execute(f"SELECT * FROM orders ORDER BY {column} {direction}").fetchall()
    return jsonify([dict(r) for r in rows])
