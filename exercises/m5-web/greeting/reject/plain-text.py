from flask import Flask, Response, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    return Response(f"Hello {request.args['name']}", mimetype="text/plain")
