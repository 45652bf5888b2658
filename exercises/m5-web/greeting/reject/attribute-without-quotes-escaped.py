import html
from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    name = html.escape(request.args["name"], quote=False)
    return f'<h1 title="{name}">Hello {name}</h1>'
