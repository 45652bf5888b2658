import sqlite3
from functools import wraps
from flask import Flask, abort, request

app = Flask(__name__)


def numeric(field):
    def wrap(view):
        @wraps(view)
        def inner():
            value = request.args.get(field, "")
            if not value.isdecimal():
                abort(400)
            return view(value)
        return inner
    return wrap


@app.get("/stats")
@numeric("year")
def stats(year):
    db = sqlite3.connect("stats.db")
    month = request.args.get("month", "1")
    query = f"SELECT SUM(n) FROM visits WHERE y = {year} AND m = {month}"
    return {"sum": db.execute(query).fetchone()[0]}
