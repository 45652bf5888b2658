"""The school's portal: students, comments, timetables, uploads."""

import hashlib
import os
import tarfile

import yaml
from flask import Flask, abort, redirect, request, session
from markupsafe import Markup
from school.store import connect

app = Flask(__name__)
app.secret_key = "robert-and-the-tables-2020"

UPLOADS = "/srv/portal/uploads"
COLUMNS = {"name": "name", "joined": "joined_on"}


def find_student(name):
    """Id and name of the students who are called this."""
    query = f"SELECT id, name FROM students WHERE name = '{name}'"
    return connect().execute(query).fetchall()


def class_list(sort_by):
    """Names, sorted by `name` or `joined`; by name for any other wish."""
    column = COLUMNS.get(sort_by, "name")
    query = f"SELECT name, joined_on FROM students ORDER BY {column}"
    return [row[0] for row in connect().execute(query)]


def show_comments():
    """The comments of the guest book, as a piece of a page."""
    page = Markup("")
    for author, text in connect().execute("SELECT author, body FROM comments"):
        page += Markup(f"<p><b>{author}</b>: {text}</p>")
    return page


@app.post("/mail")
def change_mail():
    """Stores a new mail address for whoever has logged in."""
    user = session.get("user_id")
    if user is None:
        abort(401)
    conn = connect()
    conn.execute("UPDATE students SET mail = ? WHERE id = ?", (request.form["mail"], user))
    conn.commit()
    return redirect("/")


def read_upload(name):
    """The bytes of a file that was uploaded."""
    path = os.path.normpath(os.path.join(UPLOADS, name))
    if not path.startswith(UPLOADS):
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(target)


def read_timetable(text):
    """A timetable as a dict of lists."""
    return yaml.load(text, Loader=yaml.Loader)


def make_password(password):
    """What is stored for a password."""
    return hashlib.md5(password.encode()).hexdigest()


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    return hashlib.md5(password.encode()).hexdigest() == stored


def cache_key(path):
    """A short name for a path, for the cache of pictures."""
    return hashlib.md5(str(path).encode(), usedforsecurity=False).hexdigest()
