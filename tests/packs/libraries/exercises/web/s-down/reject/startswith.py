import os

from flask import Flask, abort, request, send_file

app = Flask(__name__)


@app.get("/download")
def download():
    path = os.path.abspath(os.path.join("/srv/docs", request.args["name"]))
    if not path.startswith("/srv/docs"):
        abort(404)
    return send_file(path)
