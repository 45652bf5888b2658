import os
import zipfile
from flask import Flask, request

app = Flask(__name__)
DEST = "/srv/themes"


def members(archive):
    for info in archive.infolist():
        if info.is_dir():
            continue
        yield info, os.path.join(DEST, info.filename)


@app.post("/themes")
def install():
    with zipfile.ZipFile(request.files["theme"].stream) as archive:
        for info, target in members(archive):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as out:
                out.write(archive.read(info))
    return {"installed": True}
