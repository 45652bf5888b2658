from pathlib import Path


def read_upload(base, name):
    if name != Path(name).name or name in {"", ".", ".."}:
        raise PermissionError("only the name of a file, without folders")
    return Path(base, Path(name).name).read_bytes()
