import os, secrets
from flask import Flask, request, session, abort, redirect, make_response
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
emails = {}
@app.get("/email")
def form():
    response = make_response("<form method=post><input name=email></form>")
    response.set_cookie("csrf", secrets.token_hex())
    return response
@app.post("/email")
def change_email():
    if request.cookies.get("csrf") != request.form.get("csrf"):
        abort(403)
    emails[session["user"]] = request.form["email"]
    return redirect("/email")
