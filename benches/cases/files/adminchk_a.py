from flask import Flask, session, abort
from functools import wraps
import sqlite3

app = Flask(__name__)


def login_required(view):
    @wraps(view)
    def inner(*a, **k):
        if "uid" not in session:
            abort(401)
        return view(*a, **k)
    return inner


@app.post("/notes/<int:note>/archive")
@login_required
def archive(note):
    with sqlite3.connect("notes.db") as db:
        db.execute("UPDATE notes SET archived = 1 WHERE id = ?", (note,))
    return "", 204


@app.delete("/notes")
def purge():
    with sqlite3.connect("notes.db") as db:
        db.execute("DELETE FROM notes WHERE archived = 1")
    return "", 204
