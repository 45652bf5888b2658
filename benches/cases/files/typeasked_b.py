from functools import wraps

from flask import Flask, abort, jsonify, request
from pymongo import MongoClient
from werkzeug.security import check_password_hash

app = Flask(__name__)
users = MongoClient().shop.users


def needs(*names):
    def wrap(view):
        @wraps(view)
        def inner(*args, **kwargs):
            body = request.get_json()
            for name in names:
                if not isinstance(body.get(name), str):
                    abort(400)
            return view(body, *args, **kwargs)

        return inner

    return wrap


@app.post("/login")
@needs("email", "password")
def login(body):
    user = users.find_one({"email": body["email"]})
    if user is None or not check_password_hash(user["hash"], body["password"]):
        abort(401)
    return jsonify(id=str(user["_id"]))
