import os
import tarfile


def unpack(path, dest):
    root = os.path.realpath(dest)
    with tarfile.open(path) as tar:
        checked = []
        for member in tar.getmembers():
            if not (member.isfile() or member.isdir()):
                raise ValueError(member.name)
            target = os.path.realpath(os.path.join(root, member.name))
            if os.path.commonpath([root, target]) != root:
                raise ValueError(member.name)
            checked.append(member)
        tar.extractall(root, members=checked)
