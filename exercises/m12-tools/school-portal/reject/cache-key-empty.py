"""The school's portal: students, comments, timetables, uploads."""

import hashlib
import hmac
import os
import secrets
import tarfile
from pathlib import Path

import yaml
from flask import Flask, abort, redirect, request, session
from flask_wtf.csrf import CSRFProtect
from markupsafe import Markup
from school.store import connect

app = Flask(__name__)
app.secret_key = os.environ["PORTAL_SECRET_KEY"]
CSRFProtect(app)

UPLOADS = Path("/srv/portal/uploads")
COLUMNS = {"name": "name", "joined": "joined_on"}


def find_student(name):
    """Id and name of the students who are called this."""
    query = "SELECT id, name FROM students WHERE name = ?"
    return connect().execute(query, (name,)).fetchall()


def class_list(sort_by):
    """Names, sorted by `name` or `joined`; by name for any other wish."""
    column = COLUMNS.get(sort_by, "name")
    query = f"SELECT name, joined_on FROM students ORDER BY {column}"
    return [row[0] for row in connect().execute(query)]


def show_comments():
    """The comments of the guest book, as a piece of a page."""
    page = Markup("")
    for author, text in connect().execute("SELECT author, body FROM comments"):
        page += Markup("<p><b>{}</b>: {}</p>").format(author, text)
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
    base = UPLOADS.resolve()
    path = (base / name).resolve()
    if not path.is_relative_to(base):
        raise PermissionError(name)
    return path.read_bytes()


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")


def read_timetable(text):
    """A timetable as a dict of lists."""
    return yaml.safe_load(text)


def make_password(password):
    """What is stored for a password."""
    salt = secrets.token_bytes(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)
    return salt.hex() + ":" + key.hex()


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    salt, _, key = stored.partition(":")
    made = hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1)
    return hmac.compare_digest(made.hex(), key)


def cache_key(path):
    """A short name for a path, for the cache of pictures."""
    return ""
