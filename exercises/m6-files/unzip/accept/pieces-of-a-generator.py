import zipfile
from pathlib import Path

LIMIT = 100_000_000


def pieces(archive, info):
    with archive.open(info) as source:
        while piece := source.read(65536):
            yield piece


def unpack(path, dest):
    root = Path(dest).resolve()
    left = LIMIT
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            target = (root / info.filename).resolve()
            if not target.is_relative_to(root):
                raise ValueError(info.filename)
            if info.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                for piece in pieces(archive, info):
                    left -= len(piece)
                    if left < 0:
                        raise ValueError("a bomb")
                    file.write(piece)
