import os
import tarfile


def unpack(path, dest):
    root = os.path.realpath(dest)
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            if not (member.isreg() or member.isdir()):
                raise ValueError("links are not welcome: " + member.name)
            target = os.path.realpath(os.path.join(root, member.name))
            if target != root and not target.startswith(root + os.sep):
                raise ValueError(member.name)
        tar.extractall(dest)
