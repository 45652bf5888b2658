from pathlib import Path


class Outside(Exception):
    pass


def inside(folder: str, name: str) -> Path:
    root = Path(folder).resolve()
    path = root.joinpath(name).resolve()
    try:
        path.relative_to(root)
    except ValueError as error:
        raise Outside(name) from error
    return path


def save_note(base, name, text):
    with inside(base, name).open("w") as note:
        note.write(text)
