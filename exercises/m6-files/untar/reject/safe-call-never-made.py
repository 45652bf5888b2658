import tarfile


def unpack(path, dest):
    def later():
        with tarfile.open(path) as tar:
            tar.extractall(dest, filter="data")
