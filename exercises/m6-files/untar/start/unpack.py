import tarfile


def unpack(path, dest):
    tarfile.open(path).extractall(dest)
