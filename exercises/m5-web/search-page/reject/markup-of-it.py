from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)


@app.route("/search")
def search():
    q = request.args.get("q", "")
    return Markup(f'<p>You searched for {q}</p><input name="q" value="{q}">')
