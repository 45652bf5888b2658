import os

from flask import Flask, redirect, render_template, request, session
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
app = Flask(__name__)
app.config.from_mapping(SECRET_KEY=os.environ["SECRET_KEY"], SESSION_COOKIE_SAMESITE="Lax")
csrf.init_app(app)
emails = {}


@app.route("/email", methods=["GET", "POST"])
def change_email():
    match request.method:
        case "POST":
            emails[session["user"]] = request.form["email"]
            return redirect("/email")
        case _:
            # email.html holds {{ csrf_token() }} in a hidden field
            return render_template("email.html", email=emails.get(session["user"]))
