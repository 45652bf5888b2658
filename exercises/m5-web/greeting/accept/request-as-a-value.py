from flask import Flask, render_template_string, request

app = Flask(__name__)
PAGE = "{% set who = request.args.get('name', 'you') %}<h1>Hello {{ who }}</h1>"


@app.route("/hello", methods=["GET"])
def hello():
    return render_template_string(PAGE, request=request)
