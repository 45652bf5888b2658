"""The school's portal: which address does what, and for whom."""

from flask import Flask, abort, redirect, render_template, request, session

import school
import settings
import store
import uploads

app = Flask(__name__)
app.config.update(SECRET_KEY=settings.SECRET_KEY)


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
    if request.form.get("csrf_token") != session.get("csrf_token"):
        abort(403)
    store.set_mail(user, request.form["mail"])
    return redirect("/")


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
