import zipfile
from pathlib import Path

LIMIT = 30_000_000


def check(members):
    if sum(member.file_size for member in members) > LIMIT:
        raise ValueError("too large")


def unpack(path: str, dest: str) -> None:
    folder = Path(dest).resolve()
    with zipfile.ZipFile(path) as zf:
        members = zf.infolist()
        check(members)
        for member in members:
            target = (folder / member.filename).resolve()
            if not target.is_relative_to(folder):
                raise ValueError("outside")
            if member.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(zf.read(member))
