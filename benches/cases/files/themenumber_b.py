"""Installs themes that customers upload as ZIP files."""
import os
import shutil
import zipfile
from pathlib import Path

from flask import Blueprint, abort, request

bp = Blueprint("themes", __name__)
THEMES = Path("/srv/themes")


class BadTheme(Exception):
    pass


def members(archive):
    for info in archive.infolist():
        if info.is_dir() or info.filename.startswith("__MACOSX/"):
            continue
        yield info


def unpack(stream, target: Path):
    base = target.resolve()
    with zipfile.ZipFile(stream) as archive:
        for info in members(archive):
            if info.file_size > 5_000_000:
                raise BadTheme("a file is too large")
            place = base / info.filename
            if base not in place.resolve().parents:
                raise BadTheme("a file lies outside")
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(info) as source, open(place, "wb") as out:
                shutil.copyfileobj(source, out)


@bp.post("/themes/<int:number>")
def install(number):
    try:
        unpack(request.files["theme"].stream, THEMES / str(number))
    except (BadTheme, zipfile.BadZipFile):
        abort(400)
    return "", 204
