import tarfile


def unpack(path, dest):
    if not tarfile.is_tarfile(path):
        raise ValueError("no archive")
    with tarfile.open(path) as tar:
        tar.extractall(dest)
