import tarfile


def unpack(path, dest):
    with getattr(tarfile, "open")(path) as tar:
        getattr(tar, "extract" + "all")(dest)
