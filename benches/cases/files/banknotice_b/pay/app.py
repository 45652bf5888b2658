import logging

from flask import Flask, abort, request

from .orders import mark_paid
from .signature import fits

app = Flask(__name__)
log = logging.getLogger("pay")


@app.post("/bank/notice")
def notice():
    body = request.get_data()
    if not fits(body, request.headers.get("X-Signature", "")):
        log.warning("signature of the bank does not fit")
        abort(403)
    mark_paid(int(request.get_json()["number"]))
    return "", 204
