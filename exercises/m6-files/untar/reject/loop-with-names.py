import os
import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            if ".." in member.name or member.name.startswith("/"):
                raise ValueError(member.name)
            tar.extract(member, dest)
