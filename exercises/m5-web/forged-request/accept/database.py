import os
import secrets
import sqlite3

from flask import Flask, abort, redirect, render_template_string, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]


def get_db():
    return sqlite3.connect("app.db")

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="csrf" value="{{ token }}">
  <input name="email">
  <button>Change</button>
</form>
"""


def issue():
    return session.setdefault("csrf", secrets.token_urlsafe(24))


def is_ours(form):
    return bool(token := session.get("csrf")) and secrets.compare_digest(form.get("csrf", ""), token)


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "GET":
        return render_template_string(FORM, token=issue())
    if not is_ours(request.form):
        return "Please open the form again.", 403
    db = get_db()
    db.execute("CREATE TABLE IF NOT EXISTS users (name TEXT, email TEXT)")
    db.execute("UPDATE users SET email = ? WHERE name = ?", (request.form["email"], session["user"]))
    db.commit()
    return redirect("/email")
