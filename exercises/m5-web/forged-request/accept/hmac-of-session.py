import hashlib, hmac, os, secrets
from flask import Flask, request, session, abort, redirect, render_template_string
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
users = {"ada": {"email": "ada@school.example"}}

def token_for(sid: str) -> str:
    return hmac.new(app.secret_key.encode(), sid.encode(), hashlib.sha256).hexdigest()

def current_token():
    if "sid" not in session:
        session["sid"] = secrets.token_hex(16)
    return token_for(session["sid"])

@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        sent = request.form.get("csrf_token", "")
        if not hmac.compare_digest(sent, current_token()):
            abort(403)
        users[session["user"]]["email"] = request.form["email"]
        return redirect("/email")
    return render_template_string('<form method="post"><input type="hidden" name="csrf_token" value="{{ t }}"><input name="email"></form>', t=current_token())
