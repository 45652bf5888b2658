import hmac, hashlib, os, secrets
from flask import Flask, request, session, abort, redirect, make_response, render_template_string
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
KEY = os.environ["SECRET_KEY"].encode()
emails = {}

@app.get("/email")
def form():
    nonce = secrets.token_hex(16)
    token = nonce + "." + hmac.new(KEY, f"{session['user']}:{nonce}".encode(), hashlib.sha256).hexdigest()
    response = make_response(render_template_string('<form method="post"><input type="hidden" name="csrf" value="{{ token }}"><input name="email"></form>', token=token))
    response.set_cookie("csrf", token, secure=True, httponly=True, samesite="Strict")
    return response

@app.post("/email")
def change_email():
    sent, cookie = request.form.get("csrf", ""), request.cookies.get("csrf", "")
    nonce, _, mac = sent.partition(".")
    good = hmac.new(KEY, f"{session['user']}:{nonce}".encode(), hashlib.sha256).hexdigest()
    if not sent or not hmac.compare_digest(sent, cookie) or not hmac.compare_digest(mac, good):
        abort(403)
    emails[session["user"]] = request.form["email"]
    return redirect("/email")
