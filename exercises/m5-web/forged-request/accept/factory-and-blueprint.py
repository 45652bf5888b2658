import os

from flask import Blueprint, Flask, redirect, render_template_string, request, session
from flask_wtf import CSRFProtect

account = Blueprint("account", __name__)
csrf = CSRFProtect()
emails: dict[str, str] = {"ada": "ada@school.example"}

FORM = """
<form method="post">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <input name="email" type="email">
</form>
"""


@account.route("/email", methods=["GET", "POST"])
def change_email():
    if request.method == "GET":
        return render_template_string(FORM)
    emails[session["user"]] = request.form["email"]
    return redirect("/email")


def create_app() -> Flask:
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    csrf.init_app(app)
    app.register_blueprint(account)
    return app
