from pathlib import Path
from urllib.parse import unquote


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise PermissionError(name)
    return Path(unquote(str(target))).read_bytes()
