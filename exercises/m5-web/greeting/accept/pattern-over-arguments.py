from flask import Flask, render_template_string, request

app = Flask(__name__)
PAGE = "<h1>Hello {{ visitor }}</h1>"


@app.get("/hello")
def hello():
    match request.args:
        case {"name": name}:
            return render_template_string(PAGE, visitor=name)
        case _:
            return render_template_string(PAGE, visitor="stranger")
