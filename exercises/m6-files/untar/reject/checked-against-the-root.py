import os
import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            target = os.path.realpath(os.path.join("/", member.name))
            if not member.isreg() or os.path.commonpath(["/", target]) != "/":
                raise ValueError(member.name)
        tar.extractall(dest)
