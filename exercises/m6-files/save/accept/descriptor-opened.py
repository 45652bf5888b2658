import os, tempfile


def save_upload(base, filename, data):
    if len(data) > 5_000_000:
        raise ValueError("large")
    match os.path.splitext(filename.lower())[1]:
        case (".png" | ".jpg" | ".gif") as ext:
            fd, path = tempfile.mkstemp(suffix=ext, dir=base)
        case _:
            raise ValueError("refused")
    with open(fd, "wb") as f:
        f.write(data)
    return path
