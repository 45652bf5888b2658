import os


def read_upload(base, name):
    root = os.path.realpath(base)
    path = os.path.realpath(f"{root}/{name}")
    if path.startswith(f"{root}/"):
        with open(path, mode="rb") as file:
            return file.read()
    raise PermissionError(name)
