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


@app.get("/email")
def form():
    return render_template_string(FORM)


@app.post("/email")
def change_email():
    emails[session["user"]] = request.form["email"]
    return redirect("/email")
