import logging
from flask import Flask, request

app = Flask(__name__)
log = logging.getLogger("auth")


def authenticate(user, password):
    return None


@app.post("/login")
def login():
    password = request.form.get("password", "")
    user = request.form.get("user", "")
    if authenticate(user, password) is None:
        log.debug("login refused, password given: %s", bool(password))
        return {"ok": False}, 401
    return {"ok": True}
