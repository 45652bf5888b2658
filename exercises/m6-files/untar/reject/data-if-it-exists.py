import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        try:
            tar.extractall(dest, filter="data")
        except tarfile.FilterError:
            tar.extractall(dest, filter="fully_trusted")
