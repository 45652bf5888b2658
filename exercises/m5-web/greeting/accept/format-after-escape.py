import html
from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    values = {"name": html.escape(request.args["name"], quote=True)}
    return "<h1>Hello {name}</h1>".format(**values)
