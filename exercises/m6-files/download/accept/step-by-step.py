from pathlib import Path


def read_upload(base, name):
    wanted = Path(name)
    if wanted.is_absolute() or ".." in wanted.parts:
        raise PermissionError("plain names only")
    here = Path(base)
    for part in wanted.parts:
        here = here / part
        if here.is_symlink():
            raise PermissionError("no links")
    return Path(base, wanted).read_bytes()
