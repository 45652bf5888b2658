import os
from functools import wraps
from flask import Flask, request, abort

app = Flask(__name__)


def with_name(view):
    @wraps(view)
    def inner(**kw):
        name = request.args.get("name", "")
        if not name.isalnum():
            abort(400)
        return view(name=name, **kw)
    return inner


@app.get("/read/<kind>")
@with_name
def read(kind, name):
    folder = {"a": "alpha", "b": "beta"}[kind]
    with open(os.path.join("/srv", folder, name)) as f:
        return f.read()
