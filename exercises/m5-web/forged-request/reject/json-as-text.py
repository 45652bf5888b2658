import os

from flask import Flask, jsonify, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
emails = {}


@app.route("/email", methods=["POST"])
def change_email():
    data = request.get_json(force=True)
    emails[session["user"]] = data["email"]
    return jsonify(ok=True)
