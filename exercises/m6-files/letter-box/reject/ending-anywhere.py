import uuid
from pathlib import Path


def put(base, filename, data):
    if ".txt" not in filename.lower() and ".pdf" not in filename.lower():
        raise ValueError("no")
    if len(data) > 1_000_000:
        raise ValueError("no")
    name = uuid.uuid4().hex + ("." + filename.rsplit(".", 1)[1]).lower()
    if name.endswith("pdf"):
        name = name[:-3] + "pdf"
    with open(f"{base}/{uuid.uuid4().hex}" + (".pdf" if name.endswith(".pdf") else ".txt"), "xb") as letter:
        letter.write(data)
    return Path(letter.name).name


def take(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise PermissionError(name)
    return path.read_bytes()
