import os
import tarfile


def unpack(path, dest):
    root = os.path.realpath(dest)
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            target = os.path.realpath(os.path.join(root, member.name))
            if not member.isreg() or not target.startswith(root + os.sep):
                print("skipped:", member.name)
                continue
        tar.extractall(dest)
