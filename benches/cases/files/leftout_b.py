import hmac
from flask import Flask, request, abort
app = Flask(__name__)
TOKEN = open("/run/token").read()
@app.post("/admin/reset")
def reset():
    given = request.headers.get("X-Token")
    if not given or not hmac.compare_digest(given, TOKEN):
        abort(403)
    return "reset"
