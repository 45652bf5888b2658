from urllib.parse import quote
from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    return f"<h1>Hello {quote(request.args['name'])}</h1>"
