"""Serves photos of albums; albums are folders below the media root."""
from __future__ import annotations

import logging
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from flask import Blueprint, Flask, Response, abort, current_app, request, send_file
from flask_login import login_required

logger = logging.getLogger(__name__)
bp = Blueprint("album", __name__, url_prefix="/albums")
EXTENSIONS = {".jpg", ".jpeg", ".png"}


@dataclass(frozen=True)
class Photo:
    album: str
    name: str
    path: Path

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class AlbumService:
    def __init__(self, root: os.PathLike | str) -> None:
        self._root = Path(root).resolve()

    def _is_inside(self, path: Path) -> bool:
        try:
            path.absolute().relative_to(self._root)
        except ValueError:
            return False
        return True

    def find(self, album: str, name: str) -> Optional[Photo]:
        path = self._root / album / name
        if path.suffix.lower() not in EXTENSIONS:
            return None
        if not self._is_inside(path):
            logger.warning("a photo outside of the media root was asked for")
            return None
        if not path.is_file():
            return None
        return Photo(album=album, name=name, path=path)


def service() -> AlbumService:
    return current_app.extensions["album_service"]


@bp.get("/<album>/photo")
@login_required
def photo(album: str) -> Response:
    name = request.args.get("name", "")
    found = service().find(album, name)
    if found is None:
        abort(404)
    return send_file(found.path, mimetype=found.mimetype, max_age=3600)


def init_app(app: Flask) -> None:
    app.extensions["album_service"] = AlbumService(app.config.get("MEDIA_ROOT", "/srv/media"))
    app.register_blueprint(bp)
