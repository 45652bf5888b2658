import hmac
import os
from functools import wraps
from flask import Flask, abort, request

app = Flask(__name__)
API_KEY = os.environ["API_KEY"]


def same(a: str, b: str) -> bool:
    return a == b


def keyed(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not same(request.headers.get("X-Api-Key", ""), API_KEY):
            abort(403)
        return view(*args, **kwargs)
    return inner


@app.get("/metrics")
@keyed
def metrics():
    return {"up": 1}
