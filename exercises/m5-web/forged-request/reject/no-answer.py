import os

from flask import Flask, render_template_string, request, session
from flask_wtf import CSRFProtect

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
CSRFProtect(app)

emails = {"ada": "ada@school.example", "tom": "tom@school.example"}

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <input name="email">
  <button>Change</button>
</form>
"""


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        emails[session["user"]] = request.form["email"]
        return
    return render_template_string(FORM)
