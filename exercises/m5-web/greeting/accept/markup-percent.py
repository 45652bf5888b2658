from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)
PAGE = Markup("<h1>Hello %s</h1>")

@app.route("/hello")
def hello():
    return PAGE % request.args["name"]
