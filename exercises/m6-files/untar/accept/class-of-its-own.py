import tarfile


class CarefulTar(tarfile.TarFile):
    extraction_filter = staticmethod(tarfile.data_filter)


def unpack(path, dest):
    with CarefulTar.open(path) as archive:
        archive.extractall(dest)
