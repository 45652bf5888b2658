import os

from flask import Flask, abort, request, send_file

app = Flask(__name__)


@app.get("/download")
def download():
    name = request.args.get("name", "")
    if name not in os.listdir("/srv/docs"):
        abort(404)
    return send_file(os.path.join("/srv/docs", name), as_attachment=True)
