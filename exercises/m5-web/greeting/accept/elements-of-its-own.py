from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


class Element:
    def __init__(self, tag, *children):
        self.tag, self.children = tag, children

    def __str__(self):
        inner = "".join(str(c) if isinstance(c, Element) else str(escape(c)) for c in self.children)
        return f"<{self.tag}>{inner}</{self.tag}>"


@app.route("/hello")
def hello():
    return str(Element("h1", "Hello ", request.args["name"]))
