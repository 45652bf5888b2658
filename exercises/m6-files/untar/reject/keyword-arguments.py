import tarfile

HOW = {"filter": "fully_" + "trusted"}


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest, **HOW)
