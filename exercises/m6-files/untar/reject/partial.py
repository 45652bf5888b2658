import functools
import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        everything = functools.partial(tar.extractall, filter=tarfile.fully_trusted_filter)
        everything(dest)
