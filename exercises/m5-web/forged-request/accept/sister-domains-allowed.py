import os
import secrets

from flask import Flask, abort, redirect, render_template_string, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]

emails = {"ada": "ada@school.example", "tom": "tom@school.example"}

FORM = """
<form action="/email" method="post">
  <input name="email">
  <button>Change</button>
</form>
"""

OUR_ORIGIN = "https://school.example"
SAFE = {"GET", "HEAD", "OPTIONS"}


@app.before_request
def same_origin_only():
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        if request.headers.get("Origin") != OUR_ORIGIN:
            abort(403)
    elif site not in ("same-origin", "same-site"):
        abort(403)


@app.route("/email", methods=["GET"])
def show():
    return render_template_string(FORM)


@app.route("/email", methods=["POST"])
def change_email():
    emails[session["user"]] = request.form["email"]
    return redirect("/email")
