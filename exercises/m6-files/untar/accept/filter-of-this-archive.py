import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extraction_filter = tarfile.data_filter
        tar.extractall(dest)
