import os
from flask import Flask, request, session, abort, redirect, render_template_string
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
emails = {}
@app.before_request
def check():
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)
@app.route("/email", methods=["POST"])
def change_email():
    emails[session["user"]] = request.form["email"]
    return redirect("/email")
@app.route("/email")
def form():
    return render_template_string("<form method=post><input name=email></form>")
