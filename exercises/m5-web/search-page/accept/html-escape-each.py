import html

from flask import Flask, request

app = Flask(__name__)


@app.get("/search")
def search():
    word = request.args.get("q", "")
    line = "<p>You searched for " + html.escape(word) + "</p>"
    field = '<input name="q" value="%s">' % html.escape(word, quote=True)
    return line + field
