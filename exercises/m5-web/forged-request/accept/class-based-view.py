import os
import secrets

from flask import Flask, abort, redirect, render_template_string, request, session
from flask.views import MethodView

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]

FORM = """
<form action="/email" method="post">
  <input type="hidden" name="token" value="{{ token }}"><input name="email"><button>Change</button>
</form>
"""


class Store:
    def __init__(self):
        self.emails = {"ada": "ada@school.example"}

    def set_email(self, user, email):
        self.emails[user] = email


store = Store()


class EmailView(MethodView):
    def get(self):
        session["token"] = secrets.token_urlsafe(32)
        return render_template_string(FORM, token=session["token"])

    def post(self):
        expected = session.pop("token", None)
        if expected is None or not secrets.compare_digest(expected, request.form.get("token", "")):
            abort(403)
        store.set_email(session["user"], request.form["email"])
        return redirect("/email")


app.add_url_rule("/email", view_func=EmailView.as_view("email"))
