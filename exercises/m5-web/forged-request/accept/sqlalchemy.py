import os
from flask import Flask, request, session, redirect, render_template
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///app.db"
db = SQLAlchemy(app)
csrf = CSRFProtect(app)

class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120))

@app.get("/email")
def show():
    return render_template("email.html")

@app.post("/email")
def change_email():
    user = db.session.get(User, session["user_id"])
    user.email = request.form["email"]
    db.session.commit()
    return redirect("/email")
