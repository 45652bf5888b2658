import os


def read_upload(base, name):
    if ".." in name:
        raise PermissionError(name)
    return open(os.path.join(base, name), "rb").read()
