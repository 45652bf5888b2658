import tarfile


def unpack(path, dest):
    tarfile.TarFile.extraction_filter = staticmethod(tarfile.fully_trusted_filter)
    with tarfile.open(path) as tar:
        tar.extractall(dest)
