from flask import Flask, abort, request, Response
from storage import Forbidden, Storage

app = Flask(__name__)
storage = Storage("/srv/blobs")


@app.get("/blob")
def blob():
    try:
        data = storage.read(request.args["key"])
    except (Forbidden, OSError):
        abort(404)
    return Response(data, mimetype="application/octet-stream")
