from flask import Flask, jsonify, request

from .tasks import refresh

app = Flask(__name__)


@app.route("/feeds", methods=["POST"])
def add():
    wish = request.get_json()
    return jsonify(task=refresh.delay(source=wish["source"], folder=str(wish.get("folder", ""))).id)
