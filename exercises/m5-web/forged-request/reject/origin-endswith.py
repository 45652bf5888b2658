import os
from flask import Flask, request, session, abort, redirect, render_template_string
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
emails = {}
@app.before_request
def check():
    if request.method == "POST" and not request.headers.get("Origin", "").endswith("school.example"):
        abort(403)
@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string("<form method=post><input name=email></form>")
