import html
from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    return "<h1>Hello " + html.escape(request.args["name"]) + "</h1>"
