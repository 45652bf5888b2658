from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)

@app.route("/hello")
def hello():
    return Markup("<h1>Hello {}</h1>").format(request.args["name"])
