import os
import secrets

from flask import Flask, abort, redirect, render_template_string, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]

emails = {"ada": "ada@school.example", "tom": "tom@school.example"}

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="_csrf_token" value="{{ csrf_token() }}">
  <input name="email">
</form>
"""


@app.before_request
def csrf_protect():
    if request.method == "POST":
        token = session.pop("_csrf_token", None)
        if not token or token != request.form.get("_csrf_token"):
            abort(403)


def generate_csrf_token():
    if "_csrf_token" not in session:
        session["_csrf_token"] = secrets.token_hex()
    return session["_csrf_token"]


app.jinja_env.globals["csrf_token"] = generate_csrf_token


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string(FORM)
