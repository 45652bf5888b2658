import tarfile

tarfile.TarFile.extraction_filter = staticmethod(lambda member, path: member)


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest)
