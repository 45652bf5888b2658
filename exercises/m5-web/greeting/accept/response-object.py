from flask import Flask, make_response, request
from markupsafe import escape

app = Flask(__name__)

@app.route("/hello")
def hello():
    response = make_response(f"<h1>Hello {escape(request.args['name'])}</h1>")
    response.headers["Content-Security-Policy"] = "default-src 'self'"
    return response
