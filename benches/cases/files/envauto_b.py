from flask import Flask, request
from jinja2 import DictLoader, Environment, select_autoescape

app = Flask(__name__)
TEMPLATES = {"hello.html": "<p>Hello {{ name }}</p>"}
env = Environment(loader=DictLoader(TEMPLATES), autoescape=select_autoescape(["html"]))


@app.get("/hello")
def hello():
    return env.get_template("hello.html").render(name=request.args.get("name", ""))
