import tarfile
from functools import partialmethod


class CarefulTar(tarfile.TarFile):
    extractall = partialmethod(tarfile.TarFile.extractall, filter="tar")


def unpack(path, dest):
    with CarefulTar.open(path) as archive:
        archive.extractall(dest)
