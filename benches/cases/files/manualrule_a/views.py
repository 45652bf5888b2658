import os

from flask import abort, current_app, render_template, send_file
from werkzeug.utils import safe_join


def index():
    return render_template("index.html")


def manual(product, page):
    root = current_app.config["MANUALS"]
    path = os.path.join(root, product, page)
    if not os.path.exists(path):
        abort(404)
    return send_file(path)
