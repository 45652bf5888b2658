import os
import secrets

from flask import Flask, abort, redirect, render_template_string, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]

emails = {"ada": "ada@school.example", "tom": "tom@school.example"}

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="csrf" value="{{ token }}">
  <input name="email">
  <button>Change</button>
</form>
"""


@app.get("/email")
def form():
    session["csrf"] = secrets.token_urlsafe()
    return render_template_string(FORM, token=session["csrf"])


@app.post("/email")
def change_email():
    want = session.get("csrf")
    got = request.form.get("csrf", "")
    if not want or not secrets.compare_digest(want, got):
        abort(403)
    emails[session["user"]] = request.form["email"]
    return redirect("/email")
