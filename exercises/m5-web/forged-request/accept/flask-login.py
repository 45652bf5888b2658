import os
from flask import Flask, request, redirect, render_template
from flask_login import LoginManager, current_user, login_required
from flask_wtf import CSRFProtect
from models import db

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
csrf = CSRFProtect(app)
login_manager = LoginManager(app)

@app.route("/email", methods=["GET", "POST"])
@login_required
def change_email():
    if request.method == "POST":
        current_user.email = request.form["email"]
        db.session.commit()
        return redirect("/profile")
    return render_template("email.html")
