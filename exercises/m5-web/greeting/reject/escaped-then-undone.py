import html
from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)

@app.route("/hello")
def hello():
    name = Markup(html.escape(request.args["name"])).unescape()
    return f"<h1>Hello {name}</h1>"
