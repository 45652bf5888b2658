from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    try:
        target = (root / name).resolve()
        target.relative_to(root)
        return target.read_bytes()
    except ValueError:
        return open(f"{base}/{name}", "rb").read()
