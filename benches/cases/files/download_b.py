from pathlib import Path
from flask import Flask, abort, send_file

app = Flask(__name__)
ROOT = Path("/srv/files").resolve()


@app.get("/files/<path:name>")
def fetch(name):
    target = (ROOT / name).resolve()
    if not target.is_relative_to(ROOT) or not target.is_file():
        abort(404)
    return send_file(target)
