from pathlib import Path


def read_upload(base, name):
    if Path(name).name != name or name in ("", ".", ".."):
        raise ValueError("a plain name, please")
    return (Path(base) / name).read_bytes()
