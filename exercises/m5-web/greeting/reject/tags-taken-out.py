import re
from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    name = re.sub(r"<[^>]+>", "", request.args["name"])
    return f"<h1>Hello {name}</h1>"
