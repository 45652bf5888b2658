import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        return tar.getnames()
