import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        if tar.getnames():
            tar.extractall(dest)
        else:
            tar.extractall(dest, filter="data")
