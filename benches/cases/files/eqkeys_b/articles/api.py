from flask import Flask, jsonify, request

from .repository import ArticleRepository, collection

app = Flask(__name__)
repository = ArticleRepository(collection())


@app.post("/articles/search")
def search():
    body = request.get_json()
    if not isinstance(body, dict):
        return jsonify(error="object expected"), 400
    return jsonify(repository.search(body.get("filters") or {}, limit=20))
