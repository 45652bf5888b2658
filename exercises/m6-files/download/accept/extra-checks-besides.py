import os


def read_upload(base, name):
    if "\0" in name or ".." in name.split("/"):
        raise ValueError("odd name")
    root = os.path.realpath(base)
    target = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath([target, root]) != root:
        raise PermissionError("outside")
    if not os.path.isfile(target):
        raise FileNotFoundError(name)
    with open(target, "rb") as file:
        return file.read()
