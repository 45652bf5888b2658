from flask import Flask, make_response, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    response = make_response(f"<h1>Hello {request.args['name']}</h1>")
    response.headers["Content-Security-Policy"] = "script-src 'self'"
    return response
