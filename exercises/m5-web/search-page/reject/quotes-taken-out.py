from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


@app.route("/search")
def search():
    q = escape(request.args.get("q", "").replace('"', "").replace("'", ""))
    return f'<p>You searched for {q}</p><input name="q" value="{q}">'
