import io

from flask import Flask, Response, request

from .table import Table

app = Flask(__name__)
wishes = []


@app.post("/wish")
def wish():
    wishes.append((request.form["name"], request.form["wish"]))
    return "", 204


@app.get("/wishes.csv")
def download():
    target = io.StringIO()
    Table([(request.args.get("title", ""), "")] + wishes).write(target)
    return Response(target.getvalue(), mimetype="text/csv")
