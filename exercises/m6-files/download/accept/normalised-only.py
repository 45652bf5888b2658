import os


def read_upload(base, name):
    target = os.path.normpath(os.path.join(base, name))
    if not target.startswith(os.path.join(base, "")):
        raise PermissionError(name)
    with open(target, "rb") as file:
        return file.read()
