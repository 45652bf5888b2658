import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.post("/services")
def restart():
    name = request.form["name"]
    subprocess.run(["sudo", "sh", "-c", 'systemctl restart -- "$1"', "sh", name], check=True, timeout=30)
    return {"restarted": name}
