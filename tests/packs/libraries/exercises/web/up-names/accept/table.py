import os
from uuid import uuid4

KINDS = {"png": ".png", "jpg": ".jpg"}


def save(name, data):
    kind = name.rsplit(".", 1)[-1].lower()
    try:
        ending = KINDS[kind]
    except KeyError:
        raise ValueError("only pictures") from None
    stored = f"{uuid4()}{ending}"
    fd = os.open("/srv/up/" + stored, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as handle:
        handle.write(data)
    return stored
