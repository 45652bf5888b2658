import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        for member in tar:
            safe = tarfile.data_filter(member, dest)
            if safe is not None and safe.isreg():
                tar.extract(safe, dest, filter="data")
