import os
from flask import Flask, request, abort
from werkzeug.utils import secure_filename

app = Flask(__name__)
app.config["UPLOADS"] = "/srv/uploads"
ALLOWED = {".png", ".jpg"}


@app.post("/avatar")
def avatar():
    file = request.files["file"]
    stem, ext = os.path.splitext(file.filename)
    if ext.lower() not in ALLOWED:
        abort(415)
    name = stem + ext.lower()
    file.save(os.path.join(app.config["UPLOADS"], name))
    return {"ok": True}
