import tarfile


def keep(member, dest):
    tarfile.data_filter(member, dest)


def unpack(path, dest):
    with tarfile.open(path) as archive:
        archive.extractall(dest, filter=keep)
