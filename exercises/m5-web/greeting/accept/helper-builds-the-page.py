from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


def heading(text):
    return "<h1>" + str(escape(text)) + "</h1>"


@app.route("/hello")
def hello():
    return heading("Hello " + request.args["name"])
