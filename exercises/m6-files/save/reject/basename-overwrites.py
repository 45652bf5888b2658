from pathlib import Path


def save_upload(base, filename, data):
    name = Path(filename).name
    if Path(name).suffix.lower() not in {".png", ".jpg"}:
        raise ValueError("pictures only")
    target = Path(base) / name
    target.write_bytes(data)
    return str(target)
