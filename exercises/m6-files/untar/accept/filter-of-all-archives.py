import tarfile


def unpack(path, dest):
    tarfile.TarFile.extraction_filter = staticmethod(tarfile.data_filter)
    with tarfile.open(path) as tf:
        tf.extractall(dest)
