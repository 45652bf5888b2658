import os


def read_upload(base, name):
    target = os.path.normpath(os.path.join(base, name))
    if os.path.commonprefix([base, target]) != base:
        raise PermissionError(name)
    return open(target, "rb").read()
