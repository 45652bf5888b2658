from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    return f"<h1>Hello {escape(request.args['name'])}</h1>"
