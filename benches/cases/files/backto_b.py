import logging
from urllib.parse import urlparse
from flask import Flask, redirect, request, url_for

app = Flask(__name__)
log = logging.getLogger("nav")
SITES = ("https://app.example.com", "https://docs.example.com")


@app.route("/go")
def go():
    dest = request.args.get("dest", "")
    parts = urlparse(dest)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin not in SITES:
        log.warning("unexpected destination")
        return redirect(url_for("go_home"))
    return redirect(dest)


@app.route("/")
def go_home():
    return "home"
