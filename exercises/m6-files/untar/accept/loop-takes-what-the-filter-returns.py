import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            checked = tarfile.data_filter(member, dest)
            tar.extract(checked, path=dest, filter="fully_trusted")
