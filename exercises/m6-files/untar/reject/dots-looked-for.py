import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest, members=[m for m in tar if ".." not in m.name])
