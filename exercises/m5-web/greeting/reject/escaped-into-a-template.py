from flask import Flask, render_template_string, request
from markupsafe import escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    return render_template_string(f"<h1>Hello {escape(request.args['name'])}</h1>")
