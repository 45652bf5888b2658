import os
import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile():
                with open(os.path.join(dest, member.name), "wb") as target:
                    target.write(tar.extractfile(member).read())
