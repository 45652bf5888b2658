import os
import tarfile


def inside(dest, member):
    return os.path.abspath(os.path.join(dest, member.name)).startswith(os.path.abspath(dest))


def unpack(path, dest):
    with tarfile.open(path) as tar:
        tar.extractall(dest, members=[m for m in tar if inside(dest, m)])
