import os

from flask import Flask, abort, jsonify, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
emails = {}


@app.route("/email", methods=["POST"])
def change_email():
    if request.headers.get("X-Requested-With") is None or not request.is_json:
        abort(403)
    emails[session["user"]] = request.get_json()["email"]
    return jsonify(ok=True)
