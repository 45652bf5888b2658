from django.utils.html import format_html
from flask import Flask, request

app = Flask(__name__)


@app.route("/hello")
def hello():
    return str(format_html("<h1>Hello {}</h1>", request.args["name"]))
