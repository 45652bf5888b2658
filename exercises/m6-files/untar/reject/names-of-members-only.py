import os
import tarfile


def unpack(path, dest):
    root = os.path.realpath(dest)
    with tarfile.open(path) as tar:
        safe = []
        for member in tar.getmembers():
            target = os.path.realpath(os.path.join(root, member.name))
            if os.path.commonpath([root, target]) == root:
                safe.append(member)
        tar.extractall(root, members=safe)
