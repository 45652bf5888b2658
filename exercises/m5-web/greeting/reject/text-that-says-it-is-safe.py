from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


class Name(str):
    def __html__(self):
        return self.capitalize()


@app.route("/hello")
def hello():
    return f"<h1>Hello {escape(Name(request.args['name']))}</h1>"
