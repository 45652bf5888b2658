from flask import Flask, request

from .schema import DocSchema

app = Flask(__name__)
schema = DocSchema()


@app.get("/doc")
def doc():
    args = schema.load(request.args)
    with open(f"/srv/docs/{args['name']}.md") as fh:
        return fh.read(), 200, {"Content-Type": "text/plain"}
