import re
from flask import Flask, request

app = Flask(__name__)
LINES = open("/srv/data/catalog.txt", encoding="utf-8").read().splitlines()


@app.get("/grep")
def grep():
    term = request.args.get("q", "")
    pattern = re.compile(re.escape(term), re.IGNORECASE)
    return {"lines": [line for line in LINES if pattern.search(line)][:50]}
