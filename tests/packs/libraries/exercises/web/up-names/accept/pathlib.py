import secrets
from pathlib import Path, PurePath

FOLDER = Path("/srv/up")


def save(name, data):
    suffix = PurePath(name).suffix
    if suffix not in (".png", ".jpg"):
        raise ValueError(suffix)
    place = FOLDER / f"{secrets.token_hex(16)}{suffix}"
    place.write_bytes(data)
    return place.name
