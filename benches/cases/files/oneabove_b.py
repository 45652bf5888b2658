import os
import shutil

from flask import Flask, abort

app = Flask(__name__)
ROOT = "/srv/projects"


@app.delete("/projects/<name>")
def remove(name):
    if "/" in name or "\\" in name or name in (".", ".."):
        abort(400)
    path = os.path.join(ROOT, name)
    if not os.path.isdir(path):
        abort(404)
    shutil.rmtree(path)
    return {"ok": True}
