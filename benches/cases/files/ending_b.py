import os
from flask import Flask, request
from werkzeug.utils import secure_filename
app = Flask(__name__)
ALLOWED = {"png", "jpg"}
@app.post("/up")
def up():
    f = request.files["file"]
    name = secure_filename(f.filename)
    if "." not in name or name.rsplit(".", 1)[1].lower() not in ALLOWED:
        return "no", 400
    f.save(os.path.join("/srv/up", name))
    return "ok"
