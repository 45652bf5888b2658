import tarfile


def only_plain_files(member, where):
    safe = tarfile.data_filter(member, where)
    if safe is None or not (safe.isfile() or safe.isdir()):
        return None
    return safe.replace(uid=None, gid=None, deep=False)


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest, filter=only_plain_files)
