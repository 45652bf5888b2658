from pathlib import Path

from flask import Flask, abort, request, send_file

app = Flask(__name__)
DOCS = Path("/srv/docs").resolve()


@app.get("/download")
def download():
    path = (DOCS / request.args["name"]).resolve()
    if DOCS not in path.parents or not path.is_file():
        abort(404)
    return send_file(path)
