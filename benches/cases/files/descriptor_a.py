import sqlite3
from flask import Flask, request

app = Flask(__name__)


class Arg:
    def __init__(self, key):
        self.key = key

    def __get__(self, obj, owner=None):
        return request.args.get(self.key, "")


class Search:
    name = Arg("name")

    def run(self):
        db = sqlite3.connect("x.db")
        return db.execute("SELECT id FROM t WHERE name = '" + self.name + "'").fetchall()


@app.get("/s")
def s():
    return {"r": Search().run()}
