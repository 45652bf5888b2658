from flask import Flask, Response, request
from markupsafe import escape as h

app = Flask(__name__)


def line(word):
    return f"<p>You searched for {h(word)}</p>"


def field(name, word):
    return f'<input name="{h(name)}" value="{h(word)}">'


@app.route("/search")
def search():
    word = request.args.get("q") or ""
    return Response(line(word) + field("q", word), mimetype="text/html")
