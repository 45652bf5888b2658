import functools
import hmac
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


def token():
    if "csrf" not in session:
        session["csrf"] = secrets.token_hex(32)
    return session["csrf"]


def needs_token(view):
    @functools.wraps(view)
    def guarded(*args, **kwargs):
        sent = request.form.get("csrf")
        if request.method == "POST":
            if not sent or "csrf" not in session or not hmac.compare_digest(sent, session["csrf"]):
                abort(400)
        return view(*args, **kwargs)
    return guarded


@app.route("/email", methods=["GET", "POST"])
@needs_token
def change_email():
    if request.method == "POST":
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string(FORM, token=token())
