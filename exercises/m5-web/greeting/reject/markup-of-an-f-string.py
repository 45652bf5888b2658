from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)

@app.route("/hello")
def hello():
    return Markup(f"<h1>Hello {request.args['name']}</h1>")
