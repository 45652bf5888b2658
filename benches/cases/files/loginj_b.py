import logging
from flask import Flask, request

app = Flask(__name__)
logging.basicConfig(format="%(asctime)s %(message)s", filename="/var/log/app/auth.log")
log = logging.getLogger("auth")


def flat(value):
    return value.replace("\r", "").replace("\n", "")


@app.post("/login")
def login():
    user = request.form.get("user", "")
    log.warning("failed login for %s", flat(user))
    return {"ok": False}, 401
