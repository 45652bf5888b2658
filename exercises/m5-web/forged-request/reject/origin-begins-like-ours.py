import os

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


@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
        if not origin.startswith("https://school.example"):
            abort(403)
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string(FORM)
