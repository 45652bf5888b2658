from pathlib import Path


class Forbidden(Exception):
    pass


class Storage:
    def __init__(self, root):
        self.root = Path(root).resolve()

    def locate(self, key):
        path = (self.root / key).resolve()
        if not path.exists():
            raise Forbidden(key)
        return path

    def read(self, key):
        return self.locate(key).read_bytes()
