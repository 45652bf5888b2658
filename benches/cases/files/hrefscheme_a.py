from urllib.parse import urlsplit

from flask import Flask, request
from markupsafe import Markup, escape

app = Flask(__name__)


def safe_link(url):
    if not url:
        return Markup("#")
    return escape(url)


@app.get("/card")
def card():
    return Markup("<a href='%s'>site</a>") % safe_link(request.args.get("url", ""))
