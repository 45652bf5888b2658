import re
import subprocess
from flask import Flask, request, abort

app = Flask(__name__)
HOST = re.compile(r"[a-z0-9][a-z0-9.-]{0,252}")


@app.post("/ping")
def ping():
    host = request.form["host"]
    if not HOST.match(host):
        abort(400)
    out = subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True)
    return {"output": out.stdout}
