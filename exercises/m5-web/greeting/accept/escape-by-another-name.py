from flask import Flask, request
from markupsafe import escape as h

app = Flask(__name__)

@app.route("/hello")
def hello() -> str:
    if not (name := request.args.get("name", "")):
        return "<h1>Hello stranger</h1>"
    return "<h1>Hello %s</h1>" % h(name)
