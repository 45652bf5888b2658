import os


class UnsafePath(Exception): ...
def safe_path(base, name):
    base = os.path.realpath(base)
    full = os.path.realpath(os.path.join(base, name))
    if full != base and not full.startswith(base + os.path.sep):
        raise UnsafePath(name)
    return full
def read_upload(base, name):
    with open(safe_path(base, name), "rb") as fh:
        data = fh.read()
    return data
