"""The school's portal."""

import hashlib
import os
import tarfile

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from flask import Flask, abort, redirect, request, session, render_template_string
from flask_wtf import CSRFProtect
from school.store import connect

app = Flask(__name__)
app.secret_key = os.environ["PORTAL_SECRET_KEY"]
csrf = CSRFProtect(app)
hasher = PasswordHasher()

UPLOADS = "/srv/portal/uploads"
COLUMNS = {"name": "name", "joined": "joined_on"}
PAGE = "{% for author, text in comments %}<p><b>{{ author }}</b>: {{ text }}</p>{% endfor %}"


def find_student(name):
    cur = connect().cursor()
    cur.execute("SELECT id, name FROM students WHERE name = ?", [name])
    return cur.fetchall()


def class_list(sort_by):
    column = COLUMNS.get(sort_by, "name")
    query = f"SELECT name, joined_on FROM students ORDER BY {column}"
    return [row[0] for row in connect().execute(query)]


def show_comments():
    rows = connect().execute("SELECT author, body FROM comments").fetchall()
    return render_template_string(PAGE, comments=rows)


@app.route("/mail", methods=["POST"])
def change_mail():
    user = session.get("user_id")
    if user is None:
        abort(401)
    conn = connect()
    conn.execute("UPDATE students SET mail = ? WHERE id = ?", (request.form["mail"], user))
    conn.commit()
    return redirect("/")


def read_upload(name):
    base = os.path.realpath(UPLOADS)
    path = os.path.realpath(os.path.join(base, name))
    if os.path.commonpath([base, path]) != base:
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()


def unpack(archive, target):
    with tarfile.open(archive) as tar:
        tar.extraction_filter = tarfile.data_filter
        tar.extractall(target, filter="data")


def read_timetable(text):
    return yaml.safe_load(text) or {}


def make_password(password):
    return hasher.hash(password)


def check_password(password, stored):
    try:
        return hasher.verify(stored, password)
    except Argon2Error:
        return False


def cache_key(path):
    return hashlib.md5(str(path).encode(), usedforsecurity=False).hexdigest()
