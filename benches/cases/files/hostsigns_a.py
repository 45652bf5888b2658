import subprocess

from flask import Flask, abort, request

app = Flask(__name__)


@app.get("/ping")
def ping():
    host = request.args.get("host", "")
    if not any(c.isalnum() or c in ".-" for c in host) or host.startswith("-"):
        abort(400)
    out = subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True, timeout=10)
    return {"out": out.stdout}
