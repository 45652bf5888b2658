import os

from flask import Flask, redirect, render_template_string, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]

emails = {"ada": "ada@school.example", "tom": "tom@school.example"}

FORM = """
<form action="/email" method="post">
  <input name="email">
  <button>Change</button>
</form>
"""


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if "email" in request.values:
        emails[session["user"]] = request.values["email"]
        return redirect("/email")
    return render_template_string(FORM)
