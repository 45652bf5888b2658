"""The state of our machines."""
import shlex

import paramiko
from flask import Flask, jsonify, request

app = Flask(__name__)
COMMANDS = {"disk": "df -h -- {}", "load": "uptime", "log": "journalctl -n 50 --unit={}"}


class Machine:
    def __init__(self, name):
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        self.client.connect(name, timeout=10)

    def ask(self, what, argument=""):
        line = COMMANDS[what].format(shlex.quote(argument))
        _, out, _ = self.client.exec_command(line, timeout=20)
        return out.read().decode("utf-8", "replace")


@app.get("/machines/<any(alpha, beta):name>/<any(disk, load, log):what>")
def state(name, what):
    return jsonify(Machine(name).ask(what, request.args.get("of", "/")))
