from flask import Flask, Response, request

app = Flask(__name__)


def lookup(term):
    return {"term": term, "hits": []}


@app.get("/search")
def search():
    term = request.args.get("q", "")
    result = lookup(term)
    text = f"No results for {result['term']}"
    return Response(text, status=404)
