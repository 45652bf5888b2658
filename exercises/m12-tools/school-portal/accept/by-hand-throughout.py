import hashlib
import hmac
import os
import re
import secrets
import tarfile
from pathlib import Path

import yaml
from flask import Flask, abort, redirect, request, session
from markupsafe import Markup, escape
from school.store import connect

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ.get("PORTAL_SECRET_KEY") or secrets.token_hex(32)
app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_SAMESITE="Lax")

UPLOADS = Path("/srv/portal/uploads")
ORDER = {"name": "name", "joined": "joined_on"}


def find_student(name):
    return connect().execute("SELECT id, name FROM students WHERE name = :name", {"name": name}).fetchall()


def class_list(sort_by):
    column = ORDER.get(sort_by, "name")
    query = f"SELECT name, joined_on FROM students ORDER BY {column}"
    return [row[0] for row in connect().execute(query)]


def show_comments():
    parts = []
    for author, text in connect().execute("SELECT author, body FROM comments"):
        parts.append("<p><b>" + escape(author) + "</b>: " + escape(text) + "</p>")
    return Markup("").join(parts)


def check_csrf():
    sent = request.form.get("csrf_token") or request.headers.get("X-CSRF-Token", "")
    expected = session.get("csrf_token", "")
    if not expected or not hmac.compare_digest(sent, expected):
        abort(403)


@app.post("/mail")
def change_mail():
    user = session.get("user_id")
    if user is None:
        abort(401)
    check_csrf()
    with connect() as conn:
        conn.execute("UPDATE students SET mail = ? WHERE id = ?", (request.form["mail"], user))
    return redirect("/")


def read_upload(name):
    safe = Path(name).name
    if safe != name or safe in ("", ".", ".."):
        raise PermissionError(name)
    with open(UPLOADS / safe, "rb") as file:
        return file.read()


def unpack(archive, target):
    with tarfile.open(archive, "r:*") as tar:
        tar.extractall(path=target, filter=tarfile.data_filter)


def read_timetable(text):
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    if not isinstance(data, dict):
        raise ValueError("not a timetable")
    return data


def _derive(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


def make_password(password):
    salt = os.urandom(16)
    return f"{salt.hex()}${_derive(password, salt).hex()}"


def check_password(password, stored):
    try:
        salt, digest = stored.split("$")
    except ValueError:
        return False
    return secrets.compare_digest(_derive(password, bytes.fromhex(salt)).hex(), digest)


def cache_key(path):
    return hashlib.md5(str(path).encode(), usedforsecurity=False).hexdigest()
