import sqlite3

from flask import Flask, request

app = Flask(__name__)
MEMBERS = {}


@app.post("/join")
def join():
    MEMBERS[request.form["name"]] = True
    return "welcome"


@app.get("/loans")
def loans():
    member = MEMBERS.get(request.args["name"])
    if member is None:
        return "who?"
    rows = sqlite3.connect("loans.db").execute("SELECT title FROM loans ORDER BY " + request.args["by"])
    return str(rows.fetchall())
