import os
from functools import wraps

from flask import Flask, abort, session

app = Flask(__name__)
app.secret_key = os.environ["KEY"]


def signed_in(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if "user" not in session:
            abort(401)
        return view(*args, **kwargs)

    return inner


@app.post("/empty")
@signed_in
def empty():
    os.truncate("/srv/list", 0)
    return "empty"
