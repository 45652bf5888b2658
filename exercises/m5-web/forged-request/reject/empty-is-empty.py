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


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        if not secrets.compare_digest(session.get("csrf", ""), request.form.get("csrf", "")):
            abort(403)
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    session["csrf"] = secrets.token_urlsafe()
    return render_template_string(FORM, token=session["csrf"])
