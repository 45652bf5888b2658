from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)
PAGE = Markup('<p>You searched for {q}</p><input name="q" value="{q}">')


@app.route("/search")
def search():
    return PAGE.format(q=request.args.get("q", ""))
