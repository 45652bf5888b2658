import os
import secrets

KINDS = (".png", ".jpg", ".gif")
LIMIT = 5_000_000


def names():
    while True:
        yield secrets.token_hex(10)


def save_upload(base, filename, data):
    if len(data) > LIMIT:
        raise ValueError("too large")
    for kind in KINDS:
        if filename.lower().endswith(kind):
            break
    else:
        raise ValueError("pictures only")
    for name in names():
        path = os.path.join(base, name + kind)
        try:
            with open(path, "xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return path
