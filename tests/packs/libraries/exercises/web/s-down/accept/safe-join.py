from flask import Flask, abort, request, send_file
from werkzeug.utils import safe_join

app = Flask(__name__)


@app.get("/download")
def download():
    path = safe_join("/srv/docs", request.args["name"])
    if path is None:
        abort(404)
    return send_file(path)
