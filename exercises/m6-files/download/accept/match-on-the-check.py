from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    path = root.joinpath(name).resolve()
    match path.is_relative_to(root):
        case True:
            return path.read_bytes()
        case _:
            raise PermissionError(name)
