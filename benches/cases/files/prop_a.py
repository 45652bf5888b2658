import sqlite3
from flask import Flask, request

app = Flask(__name__)


class Context:
    def __init__(self, req):
        self._req = req

    @property
    def account(self):
        return self._req.headers.get("X-Account", "0")


@app.get("/usage")
def usage():
    ctx = Context(request)
    db = sqlite3.connect("usage.db")
    row = db.execute("SELECT bytes FROM usage WHERE account = %s" % ctx.account).fetchone()
    return {"bytes": row[0] if row else 0}
