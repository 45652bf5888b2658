import secrets
from pathlib import Path


def put(base: str, filename: str, data: bytes) -> str:
    ending = Path(filename).suffix.lower()
    if ending not in (".txt", ".pdf"):
        raise ValueError(ending)
    if len(data) > 1_000_000:
        raise ValueError("too large")
    name = secrets.token_hex(16) + ending
    with (Path(base) / name).open("xb") as letter:
        letter.write(data)
    return name


def take(base: str, name: str) -> bytes:
    root = Path(base).resolve()
    path = root.joinpath(name).resolve()
    path.relative_to(root)
    return path.read_bytes()
