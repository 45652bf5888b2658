"""The school's portal: which address does what, and for whom."""

from flask import Flask, abort, redirect, render_template, request, session
from flask_wtf.csrf import CSRFProtect

import school
import settings
import store
import uploads

app = Flask(__name__)
app.secret_key = settings.SECRET_KEY
CSRFProtect(app)


@app.get("/students")
def students():
    """Who is called this."""
    return {"students": store.find_student(request.args["name"])}


@app.get("/comments")
def show_comments():
    """The comments of the guest book, as a page."""
    return render_template("comments.html", comments=store.comments())


@app.post("/mail")
def change_mail():
    """Stores a new mail address for whoever has logged in."""
    user = session.get("user_id")
    if user is None:
        abort(401)
    store.set_mail(user, request.form["mail"])


@app.get("/uploads/<path:name>")
def download(name):
    """A file that was uploaded."""
    return uploads.read_upload(name)


@app.post("/timetable")
def timetable():
    """The timetable in a form, day by day."""
    return school.read_timetable(request.form["text"])


if __name__ == "__main__":
    app.run()
