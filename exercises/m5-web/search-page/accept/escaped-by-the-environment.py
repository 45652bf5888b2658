from flask import Flask, request
from jinja2 import Environment, select_autoescape

app = Flask(__name__)
pages = Environment(autoescape=select_autoescape(default_for_string=True))
page = pages.from_string("<p>You searched for {{ q }}</p><input name='q' value='{{ q }}'>")


@app.route("/search")
def search():
    return page.render(q=request.args.get("q", ""))
