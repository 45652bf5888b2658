import tarfile
from pathlib import Path


class Unpacker:
    filter = "data"

    def __init__(self, dest):
        self.dest = Path(dest)

    def run(self, path):
        with tarfile.open(path) as tar:
            tar.extractall(self.dest, filter=self.filter)


def unpack(path, dest):
    Unpacker(dest).run(path)
