import tarfile

OPTIONS = {"filter": "data"}


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest, **OPTIONS)
