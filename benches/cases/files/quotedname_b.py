"""Inventory search with a small builder of conditions."""
import sqlite3

from flask import Flask, g, jsonify, request

app = Flask(__name__)
app.config.from_prefixed_env()


class Where:
    def __init__(self):
        self.parts = []
        self.values = []

    def equals(self, column, value):
        self.parts.append('"{}" = ?'.format(column.replace('"', '""')))
        self.values.append(value)
        return self

    def between(self, column, low, high):
        self.parts.append(f'"{column}" BETWEEN ? AND ?')
        self.values += [low, high]
        return self

    def render(self):
        if not self.parts:
            return "", []
        return " WHERE " + " AND ".join(self.parts), self.values


def connection():
    if "db" not in g:
        g.db = sqlite3.connect(app.config["DATABASE"])
        g.db.row_factory = sqlite3.Row
    return g.db


@app.get("/parts")
def parts():
    where = Where()
    for name, value in request.args.items():
        where.equals(name, value)
    clause, values = where.render()
    rows = connection().execute("SELECT * FROM parts" + clause, values)
    return jsonify([dict(row) for row in rows])
