from flask import Flask, request
from jinja2 import Environment

app = Flask(__name__)
PAGES = Environment(autoescape=True)
HELLO = PAGES.from_string("<h1>Hello {{ name }}</h1>")

@app.route("/hello")
def hello():
    return HELLO.render(name=request.args["name"])
