import os
import re
from flask import Flask, abort, request

app = Flask(__name__)
NAME = re.compile(r"[a-z0-9_]+\.txt")


@app.get("/note")
def note():
    name = request.args.get("name", "")
    if not NAME.fullmatch(name) or len(name) > 100:
        abort(400)
    with open(os.path.join("/srv/notes", name)) as fh:
        return {"text": fh.read()}
