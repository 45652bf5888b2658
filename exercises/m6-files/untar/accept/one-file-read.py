import os
import tarfile


def unpack(path, dest):
    with tarfile.open(path) as tar:
        source = tar.extractfile("readme.txt")
        with open(os.path.join(dest, "readme.txt"), "wb") as target:
            target.write(source.read())
