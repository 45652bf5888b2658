import html

from flask import Flask, request

app = Flask(__name__)


@app.route("/search")
def search():
    q = html.escape(request.args.get("q", ""), quote=False)
    return f'<p>You searched for {q}</p><input name="q" value="{q}">'
