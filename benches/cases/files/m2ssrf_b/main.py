from flask import Flask, abort, request
from fetch import Refused, fetch

app = Flask(__name__)


@app.get("/size")
def size():
    try:
        return {"size": len(fetch(request.args.get("u", "")))}
    except Refused:
        abort(400)
