import os

from flask import Flask, redirect, render_template_string, request, session
from flask_wtf import CSRFProtect

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
CSRFProtect(app)
emails = {}

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <input name="email">
</form>
"""


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if "email" in request.values:
        emails[session["user"]] = request.values["email"]
        return redirect("/email")
    return render_template_string(FORM)
