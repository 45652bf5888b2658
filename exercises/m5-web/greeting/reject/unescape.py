import html
from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    return f"<h1>Hello {html.unescape(request.args['name'])}</h1>"
