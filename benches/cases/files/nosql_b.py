from flask import Flask, abort, request
from pymongo import MongoClient

app = Flask(__name__)
users = MongoClient("mongodb://db.internal")["app"]["users"]


@app.post("/coupon")
def coupon():
    body = request.get_json()
    code = str(body.get("code"))
    found = users.find_one({"coupon": code})
    if found is None:
        abort(404)
    return {"discount": found["discount"]}
