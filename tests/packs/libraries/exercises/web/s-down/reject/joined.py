import os

from flask import Flask, request, send_file

app = Flask(__name__)


@app.get("/download")
def download():
    return send_file(os.path.join("/srv/docs", request.args["name"]))
