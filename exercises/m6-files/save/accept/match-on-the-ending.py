import os
import uuid
from pathlib import PurePath


def save_upload(base, filename, data):
    match PurePath(filename).suffix.lower():
        case ".png" | ".jpg" | ".gif" as kind:
            pass
        case other:
            raise ValueError(f"no {other!r} files")
    if len(data) > 5_000_000:
        raise ValueError("too large")
    path = os.path.join(base, str(uuid.uuid4()) + kind)
    with open(path, "xb") as file:
        file.write(data)
    return path
