from flask import Flask, abort, request

app = Flask(__name__)


@app.get("/notes")
def notes():
    name = request.args["name"]
    if name.startswith("/"):
        abort(404)
    with open("/srv/notes/" + name) as file:
        return file.read(), 200, {"Content-Type": "text/plain"}
