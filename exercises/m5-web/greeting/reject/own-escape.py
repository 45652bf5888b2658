from flask import Flask, request

app = Flask(__name__)

def escape(text):
    return text

@app.route("/hello")
def hello():
    return f"<h1>Hello {escape(request.args['name'])}</h1>"
