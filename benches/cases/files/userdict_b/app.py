from flask import Flask, abort, jsonify

from models import find

app = Flask(__name__)


@app.get("/users/<int:number>")
def user(number):
    found = find(number)
    if found is None:
        abort(404)
    return jsonify(id=found.id, name=found.name)
