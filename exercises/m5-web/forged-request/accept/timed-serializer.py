import os
from flask import Flask, request, session, abort, redirect, render_template_string
from itsdangerous import URLSafeTimedSerializer, BadSignature

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
signer = URLSafeTimedSerializer(app.secret_key, salt="csrf")
emails = {}
FORM = """<form method="post"><input type="hidden" name="token" value="{{ token }}"><input name="email"></form>"""

@app.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "POST":
        try:
            owner = signer.loads(request.form["token"], max_age=3600)
        except BadSignature:
            abort(403)
        if owner != session["user"]:
            abort(403)
        emails[session["user"]] = request.form["email"]
        return redirect("/email")
    return render_template_string(FORM, token=signer.dumps(session["user"]))
