from pathlib import Path


def read_upload(base: str, name: str) -> bytes:
    root = Path(base).resolve(strict=True)
    target = root.joinpath(name).resolve()
    target.relative_to(root)  # raises ValueError for anything outside
    with target.open("rb") as file:
        return file.read()
