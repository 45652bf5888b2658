from flask import Flask, request
from jinja2 import Template

app = Flask(__name__)

PAGE = Template(
    '<p>You searched for {{ q }}</p><input name="q" value="{{ q }}">', autoescape=True
)


@app.route("/search")
def search():
    return PAGE.render(q=request.args.get("q", ""))
