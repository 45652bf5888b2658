import tarfile


def unpack(path, dest):
    tarfile.open(path).extractall(dest, filter=tarfile.data_filter)
