import os

from flask import Flask, redirect, render_template_string, request, session
from flask_wtf import CSRFProtect

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
csrf = CSRFProtect(app)
emails = {}

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <input name="email">
</form>
"""


@app.route("/email", methods=["GET", "POST"])
@csrf.exempt
def change_email():
    if request.method == "POST":
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string(FORM)
