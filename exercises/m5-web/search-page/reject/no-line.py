from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


@app.route("/search")
def search():
    return f'<input name="q" value="{escape(request.args.get("q", ""))}">'
