import hashlib, os
from flask import Flask, request, session, abort, redirect, render_template_string
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
emails = {"ada": "x"}
def token():
    return hashlib.sha256(session["user"].encode()).hexdigest()
@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        if request.form.get("csrf") != token():
            abort(403)
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string("<form method=post><input type=hidden name=csrf value='{{ t }}'><input name=email></form>", t=token())
