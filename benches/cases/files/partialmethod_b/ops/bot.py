import shlex

from flask import Flask, request

from ops.runner import Runner

app = Flask(__name__)
runner = Runner()


@app.get("/usage")
def usage():
    folder = request.args.get("folder", "/srv")
    return {"usage": runner.usage(shlex.quote(folder))}
