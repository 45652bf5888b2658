import os

from flask import Flask, redirect, render_template_string, session
from flask_wtf import FlaskForm
from wtforms import EmailField, SubmitField
from wtforms.validators import DataRequired

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
emails = {}

PAGE = """
<form method="post">{{ form.hidden_tag() }}{{ form.email() }}{{ form.submit() }}</form>
"""


class EmailForm(FlaskForm):
    email = EmailField("E-mail", validators=[DataRequired()])
    submit = SubmitField("Change")


@app.route("/email", methods=["GET", "POST"])
def change_email():
    form = EmailForm()
    if form.validate_on_submit():
        emails[session["user"]] = form.email.data
        return redirect("/email")
    return render_template_string(PAGE, form=form)
