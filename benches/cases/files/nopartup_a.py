from flask import Flask, abort, request

app = Flask(__name__)


@app.get("/pages")
def page():
    name = request.args["name"]
    if name.startswith("../"):
        abort(404)
    with open("/srv/pages/" + name, encoding="utf-8") as source:
        return {"text": source.read()}
