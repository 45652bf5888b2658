import subprocess
from flask import Flask, request, abort

app = Flask(__name__)

ACTIONS = {
    "uptime": lambda arg: subprocess.run(["uptime"]),
    "lookup": lambda arg: subprocess.run(["getent", "hosts", "--", arg]),
}


@app.post("/action/<name>")
def action(name):
    handler = ACTIONS.get(name)
    if handler is None:
        abort(404)
    return {"code": handler(request.form.get("arg", "")).returncode}
