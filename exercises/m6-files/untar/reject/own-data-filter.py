import tarfile


def data_filter(member, where):
    return member


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest, filter=data_filter)
