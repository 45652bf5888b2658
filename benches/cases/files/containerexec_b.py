import docker
from flask import Flask, request

app = Flask(__name__)
client = docker.from_env()


@app.get("/logs")
def logs():
    term = request.args["term"]
    box = client.containers.get("web")
    code, out = box.exec_run(["grep", "-F", "-e", term, "/var/log/web.log"])
    return {"lines": out.decode(errors="replace").splitlines()[:100]}
