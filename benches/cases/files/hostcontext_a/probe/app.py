from flask import Flask, request

from probe.conn import connection

app = Flask(__name__)


@app.get("/probe")
def probe():
    with connection(request.args.get("cluster", "blue")) as conn:
        conn.request("GET", "/healthz")
        return {"status": conn.getresponse().status}
